"""The instruments that are loaded: bundled ones, those that the user added, their versions and exports."""
