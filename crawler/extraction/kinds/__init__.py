"""Page classification: article, listing or error page."""
