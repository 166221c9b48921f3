-- Who may see what follows from these tables: whatever is decided while they change is decided again.
CREATE TRIGGER sharing_member_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON sharing_member
    FOR EACH STATEMENT EXECUTE FUNCTION entitlement_changed();
CREATE TRIGGER sharing_agreement_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON sharing_agreement
    FOR EACH STATEMENT EXECUTE FUNCTION entitlement_changed();
