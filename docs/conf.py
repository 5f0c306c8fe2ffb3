"""How the documentation is built: ``python -m sphinx -W docs build/docs``. Neither build nor readers fetch anything."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the checkout is described, not what is installed

project = "Treaty Assistant"
copyright = "the authors of Treaty Assistant"  # the name that Sphinx reads
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False

myst_heading_anchors = 3
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
