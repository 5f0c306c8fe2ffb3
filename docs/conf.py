"""How the documentation is built: ``sphinx-build -W docs site``. Nothing is fetched, by the build or by a reader."""

project = "Treaty Assistant"
copyright = "the authors of Treaty Assistant"  # the name that Sphinx reads
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False

myst_heading_anchors = 3
autodoc_default_options = {"members": True, "show-inheritance": False}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
