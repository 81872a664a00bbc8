"""The web app's pages; their scripts lie one folder deeper, because Streamlit takes over scripts that lie here."""
