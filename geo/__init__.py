"""What a thing is and where: facts, datums, the catalogue. Imports neither folium nor streamlit."""
