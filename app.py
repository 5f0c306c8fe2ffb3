"""The chat page: ``streamlit run app.py``."""

from assistant.ui.page import main

main()
