-- Sealed rows and the audit are never changed or removed; payloads alone may
-- go, by a sealed order. Triggers prevent accidents, the chain shows the rest.
CREATE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'sealed'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER record_sealed BEFORE UPDATE OR DELETE ON record
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_party_sealed BEFORE UPDATE OR DELETE ON record_party
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_payload_sealed BEFORE UPDATE ON record_payload
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_sealed BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER form_text_sealed BEFORE UPDATE ON form_text
FOR EACH ROW EXECUTE FUNCTION refuse_change();
