"""Web archives with a CDX index and original captures: the Internet Archive's, or a pywb's."""
