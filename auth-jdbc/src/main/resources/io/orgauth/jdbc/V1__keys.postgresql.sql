-- What rows are found and ordered by: compared byte by byte, so that a page has the same order whatever the server's locale.
CREATE DOMAIN orgauth_key AS varchar COLLATE "C";
