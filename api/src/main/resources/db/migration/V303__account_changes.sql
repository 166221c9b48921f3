-- Who may see what follows from accounts, too: whatever is decided while one changes is decided again.
CREATE TRIGGER account_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION entitlement_changed();
