"""How things look and how they leave: the map document and the exports. Imports no streamlit."""
