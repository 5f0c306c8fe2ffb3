"""The chat page: ``streamlit run app.py``."""

from streamlit.starlette import App

from assistant.ui.early import early
from assistant.ui.gate import MIDDLEWARE, PAGE

app = App(PAGE, middleware=MIDDLEWARE, lifespan=early)
