"""The web application: Django at the edge; each app has models, actions, queries, forms, views."""
