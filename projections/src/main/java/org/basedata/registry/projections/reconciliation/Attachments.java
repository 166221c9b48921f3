package org.basedata.registry.projections.reconciliation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CaseId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files that answers rest on, of record. A file is kept as it came; an answer then names it. */
public final class Attachments {
    private final JdbcTemplate jdbc;

    public Attachments(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A kept file.
     *
     * @param department of whoever sent it; null for the reconciliation office
     */
    public record Kept(Attachment attachment, CaseId caseId, String department, byte[] content) {}

    /** @param content at most {@link Attachment#MOST_BYTES} */
    public Attachment keep(CaseId id, Actor by, String name, String type, byte[] content, Instant now) {
        if (content.length > Attachment.MOST_BYTES)
            throw new IllegalArgumentException("an attachment has at most " + Attachment.MOST_BYTES + " bytes");
        Attachment attachment = new Attachment(UUID.randomUUID(), name, type, content.length, sha256(content));
        jdbc.update(
                "INSERT INTO attachment (id, case_id, name, type, bytes, sha256, content, uploaded_by, department,"
                        + " uploaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                attachment.id(),
                id.value(),
                name,
                type,
                content.length,
                attachment.sha256(),
                content,
                by.name(),
                by.department(),
                now.atOffset(ZoneOffset.UTC));
        return attachment;
    }

    /** How many files were sent for a case by a department. */
    public int count(CaseId id, String department) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*) FROM attachment WHERE case_id = ? AND department IS NOT DISTINCT FROM ?",
                Integer.class,
                id.value(),
                department);
        return count == null ? 0 : count;
    }

    /** Of those that were sent for the case by the department. */
    public List<Attachment> of(CaseId id, String department, Collection<UUID> ids) {
        return jdbc.query(
                "SELECT id, name, type, bytes, sha256 FROM attachment WHERE case_id = ? AND department IS NOT DISTINCT FROM ?"
                        + " AND id = ANY (?) ORDER BY id",
                (row, n) -> new Attachment(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5)),
                id.value(),
                department,
                ids.toArray(UUID[]::new));
    }

    public Optional<Kept> find(CaseId id, UUID attachment) {
        return jdbc
                .query(
                        "SELECT name, type, bytes, sha256, department, content FROM attachment WHERE id = ? AND case_id = ?",
                        (row, n) -> new Kept(
                                new Attachment(
                                        attachment,
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getString(4)),
                                id,
                                row.getString(5),
                                row.getBytes(6)),
                        attachment,
                        id.value())
                .stream()
                .findFirst();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
