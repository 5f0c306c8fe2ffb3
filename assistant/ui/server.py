"""The page behind its gate, as ``treaty serve`` has Streamlit run it."""

from streamlit.starlette import App

from assistant.ui.early import early
from assistant.ui.gate import MIDDLEWARE, PAGE

app = App(PAGE, middleware=MIDDLEWARE, lifespan=early)
