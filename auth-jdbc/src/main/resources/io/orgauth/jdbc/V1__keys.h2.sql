-- What rows are found and ordered by: compared character by character.
CREATE DOMAIN orgauth_key AS varchar;
