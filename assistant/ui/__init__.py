"""The page in the browser: a thin layer over :mod:`assistant`, started by ``streamlit run app.py``."""
