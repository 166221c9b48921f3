package org.basedata.registry.api.comparison;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.reconciliation.SentFiles;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.importers.file.ListFile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists as programs and people send them, and their results as they are read. */
@Component
public final class Lists {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MOST_BYTES = 50L << 20;

    private final Comparisons comparisons;
    private final ComparisonRows rows;
    private final Results results;

    Lists(Comparisons comparisons, ComparisonRows rows, Results results) {
        this.comparisons = comparisons;
        this.rows = rows;
        this.results = results;
    }

    /** All but the file and the type may be null or blank. */
    public Job order(
            Inquiry inquiry,
            MultipartFile file,
            String type,
            String form,
            String idColumn,
            String idType,
            String mapping,
            String complete,
            String charset)
            throws IOException {
        if (file.getSize() > MOST_BYTES)
            throw new RequestRefused(ProblemCode.BODY_TOO_LARGE, "名单不得超过 50 MB", "a list has at most 50 MB").at("file");
        String name = SentFiles.name(file);
        Path copy = Files.createTempFile("comparison-", ".upload");
        try {
            file.transferTo(copy);
            return comparisons.order(
                    inquiry,
                    new Comparisons.Sent(
                            copy,
                            name,
                            oneOf(SubjectType.class, "type", type),
                            blank(form) ? formOf(name) : oneOf(ListFile.Form.class, "form", form),
                            charset(charset),
                            blank(idColumn) ? null : idColumn.strip(),
                            blank(idType) ? null : oneOf(IdType.class, "idType", idType),
                            blank(mapping) ? null : mapping(mapping),
                            blank(complete)
                                    ? List.of()
                                    : Arrays.stream(complete.split(","))
                                            .map(String::strip)
                                            .filter(each -> !each.isEmpty())
                                            .toList()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static ListFile.Form formOf(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (end) {
            case "xlsx" -> ListFile.Form.XLSX;
            case "jsonl", "ndjson" -> ListFile.Form.JSONL;
            default -> ListFile.Form.CSV;
        };
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String name, String text) {
        for (E each : type.getEnumConstants()) if (each.name().equalsIgnoreCase(text)) return each;
        String names = Arrays.toString(type.getEnumConstants());
        throw Parameters.invalid(name, "应为 " + names + " 之一", "is one of " + names);
    }

    private static Charset charset(String name) {
        if (blank(name)) return null;
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("charset", "没有该字符集", "there is no such character set");
        }
    }

    private static Map<String, String> mapping(String text) {
        try {
            Map<String, String> mapping = JSON.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
            if (mapping == null) throw malformed();
            mapping.values().removeIf(item -> item == null || item.isBlank());
            return mapping;
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static RequestRefused malformed() {
        return Parameters.invalid(
                "mapping", "应为 JSON 对象,如 {\"姓名\":\"name\"}", "is a JSON object such as {\"姓名\":\"name\"}");
    }

    /** @param outcome with the next two a filter; null for all but rows that are the same */
    public List<DifferencesAnswer.Row> differences(
            Actor actor, Job job, String outcome, String item, String verdict, long after, int limit) {
        ListComparing.Outcome only = blank(outcome) ? null : oneOf(ListComparing.Outcome.class, "outcome", outcome);
        comparisons.mustStillBeGiven(actor, job);
        ComparisonWanted wanted = Comparisons.wanted(job);
        List<ComparedRow> found = rows.differing(
                job.id(), only, blank(item) ? null : item, blank(verdict) ? null : verdict, after, limit);
        if (found.isEmpty()) return List.of();
        Map<Long, Map<String, String>> doubts = rows.doubts(
                job.id(), found.get(0).number(), found.get(found.size() - 1).number());
        List<DifferencesAnswer.Row> shown = new ArrayList<>();
        for (ComparedRow row : found)
            shown.add(DifferencesAnswer.Row.of(row, wanted, doubts.getOrDefault(row.number(), Map.of())));
        return shown;
    }

    public void send(Actor actor, Job job, String formName, String formatName, HttpServletResponse response)
            throws IOException {
        Results.Form form = oneOf(Results.Form.class, "form", formName);
        ListFile.Form format = oneOf(ListFile.Form.class, "format", formatName);
        comparisons.mustStillBeGiven(actor, job);
        response.setContentType(
                switch (format) {
                    case CSV -> "text/csv;charset=UTF-8";
                    case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                    case JSONL -> "application/jsonl";
                });
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("comparison-" + form.name().toLowerCase(Locale.ROOT) + "."
                                + format.name().toLowerCase(Locale.ROOT))
                        .build()
                        .toString());
        results.write(job, form, format, response.getOutputStream());
    }
}
