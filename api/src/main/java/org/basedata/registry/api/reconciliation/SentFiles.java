package org.basedata.registry.api.reconciliation;

import java.io.IOException;
import java.time.Clock;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that people and systems send for a case: what is too much is refused, the others are kept. */
@Component
public final class SentFiles {
    /** Also those that no answer names in the end. */
    private static final int MOST_A_DEPARTMENT = 50;

    private static final int LONGEST_NAME = 200;

    private final Attachments attachments;
    private final Clock clock;

    SentFiles(Attachments attachments, Clock clock) {
        this.attachments = attachments;
        this.clock = clock;
    }

    /** @throws RequestRefused when it is not kept */
    public Attachment keep(ReconciliationCase of, Actor actor, MultipartFile file) throws IOException {
        if (of.closed() != null)
            throw new RequestRefused(ProblemCode.CASE_REFUSED, "工单已办结,不能再上传附件", "the case is closed");
        if (file.getSize() > Attachment.MOST_BYTES)
            throw new RequestRefused(ProblemCode.BODY_TOO_LARGE, "附件不得超过 10 MB", "an attachment has at most 10 MB")
                    .at("file");
        if (file.isEmpty()) throw Parameters.invalid("file", "文件为空", "the file is empty");
        if (attachments.count(of.id(), actor.department()) >= MOST_A_DEPARTMENT)
            throw new RequestRefused(
                    ProblemCode.CASE_REFUSED,
                    "本部门在该工单中上传的附件已达 " + MOST_A_DEPARTMENT + " 个",
                    "your department has sent " + MOST_A_DEPARTMENT + " files for this case already");
        return attachments.keep(of.id(), actor, name(file), type(file), file.getBytes(), clock.instant());
    }

    /** What the sender says it is. */
    private static String type(MultipartFile file) {
        String type = file.getContentType();
        return type == null || !type.matches("[A-Za-z0-9.+/-]{1,100}")
                ? MediaType.APPLICATION_OCTET_STREAM_VALUE
                : type;
    }

    /** Without folders and control characters. */
    public static String name(MultipartFile file) {
        String sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        if (name.isBlank()) name = "file";
        return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
    }
}
