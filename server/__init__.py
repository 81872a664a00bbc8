"""The web server of the app: ``python -m server [PORT] [--address ADDRESS] [--quiet]``; ``make run`` calls it.

Read :mod:`server.application` first: what is served, and why it is not ``streamlit run app.py``. Then
:mod:`server.caching`, the header that lets browsers keep files; :mod:`server.port`, why a port cannot be had;
and :mod:`server.__main__`, the command line. No module of ``geo`` or ``pages`` knows this package.
"""
