-- Sealed rows and the audit are never changed or removed; payloads alone may
-- go, by a sealed order. Triggers prevent accidents, the chain shows the rest.
CREATE TRIGGER record_no_update BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER record_party_no_update BEFORE UPDATE ON record_party
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER record_party_no_delete BEFORE DELETE ON record_party
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER record_payload_no_update BEFORE UPDATE ON record_payload
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
CREATE TRIGGER form_text_no_update BEFORE UPDATE ON form_text
BEGIN SELECT RAISE(ABORT, 'sealed'); END;
