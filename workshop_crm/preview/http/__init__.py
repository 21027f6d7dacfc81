"""The preview's web server: guards, routes, pages and the endpoint dispatcher."""
