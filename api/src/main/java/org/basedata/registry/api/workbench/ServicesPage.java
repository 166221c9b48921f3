package org.basedata.registry.api.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.comparison.ComparisonAnswer;
import org.basedata.registry.api.comparison.DifferencesAnswer;
import org.basedata.registry.api.comparison.DoubtsAnswer;
import org.basedata.registry.api.comparison.Lists;
import org.basedata.registry.api.comparison.Reporting;
import org.basedata.registry.api.export.ExportAnswer;
import org.basedata.registry.api.export.Exports;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.JobState;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Outlook;
import org.basedata.registry.core.sharing.Purpose;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Where people of a consuming department order exports, compare lists, and report what differs. */
@Controller
@In(Area.SERVICES)
final class ServicesPage {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/workbench/services";
    private static final int SHOWN = 20;
    private static final int ROWS = 50;

    private final Exports exports;
    private final Lists lists;
    private final Reporting reporting;
    private final Jobs jobs;
    private final Answering answering;
    private final Words words;

    ServicesPage(Exports exports, Lists lists, Reporting reporting, Jobs jobs, Answering answering, Words words) {
        this.exports = exports;
        this.lists = lists;
        this.reporting = reporting;
        this.jobs = jobs;
        this.answering = answering;
        this.words = words;
    }

    /**
     * A job as a line.
     *
     * @param what is taken away or compared
     * @param path of the job
     * @param fault why it was refused or failed; null otherwise
     */
    public record Line(
            String id,
            String path,
            String type,
            String what,
            String purpose,
            String by,
            String at,
            String state,
            int percent,
            long rows,
            String size,
            String kept,
            String fault) {
        public boolean isDone() {
            return state.equals(JobState.DONE.name());
        }

        public boolean mayBeDropped() {
            return isDone() || state.equals(JobState.WAITING.name()) || state.equals(JobState.RUNNING.name());
        }
    }

    /** An item that may be chosen. */
    public record Choice(String code, String label, String masking) {}

    @GetMapping(PATH)
    String services(
            Actor me,
            @RequestParam(defaultValue = "PERSON") SubjectType type,
            @RequestParam(required = false) String purpose,
            Model model) {
        return page(me, type, purpose, List.of(), Typed.NOTHING, model);
    }

    private String page(Actor me, SubjectType type, String purpose, List<String> faults, Typed typed, Model model) {
        Map<String, Purpose> purposes = answering.purposes(me);
        String chosen = purpose != null && purposes.containsKey(purpose)
                ? purpose
                : purposes.keySet().stream().findFirst().orElse(null);
        List<Choice> choices = new ArrayList<>();
        if (chosen != null)
            for (Outlook item : answering.outlook(me, chosen, type, ProvisionWay.BATCH))
                if (item.lack() == null)
                    choices.add(new Choice(
                            item.item(),
                            words.item(type, item.item()),
                            words.of("masking." + item.masking().name())));
        model.addAttribute("purposes", purposes.values());
        model.addAttribute("purpose", chosen);
        model.addAttribute("type", type.name());
        model.addAttribute("choices", choices);
        model.addAttribute("faults", faults);
        model.addAttribute("typed", typed);
        lines(me, model);
        return "services";
    }

    private void lines(Actor me, Model model) {
        List<Job> taken = jobs.list(JobKind.EXPORT, department(me), null, SHOWN);
        List<Job> compared = jobs.list(JobKind.COMPARISON, department(me), null, SHOWN);
        model.addAttribute("exports", taken.stream().map(this::ofExport).toList());
        model.addAttribute(
                "comparisons", compared.stream().map(this::ofComparison).toList());
        boolean unfinished = taken.stream().anyMatch(job -> job.state().isUnfinished())
                || compared.stream().anyMatch(job -> job.state().isUnfinished());
        model.addAttribute("unfinished", unfinished);
    }

    /** Whoever has no department has ordered nothing for one. */
    private static String department(Actor me) {
        return me.department() == null ? "" : me.department();
    }

    private Line ofExport(Job job) {
        ExportAnswer export = ExportAnswer.of(job);
        return line(
                job,
                PATH + "/exports/" + job.id(),
                export.format() + " " + items(job.type(), job.items()),
                export.percent(),
                export.bytes() == null ? null : size(export.bytes()));
    }

    private String items(SubjectType type, List<String> items) {
        return String.join(
                words.of("list.comma"),
                items.stream().map(item -> words.item(type, item)).toList());
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? (bytes + 1023) / 1024 + " KB" : (bytes >> 20) + " MB";
    }

    private Line ofComparison(Job job) {
        ComparisonAnswer comparison = ComparisonAnswer.of(job);
        return line(job, PATH + "/comparisons/" + job.id(), comparison.fileName(), comparison.percent(), null);
    }

    private Line line(Job job, String path, String what, int percent, String size) {
        Fault fault = job.fault();
        return new Line(
                job.id().toString(),
                path,
                words.of("type." + job.type().name()),
                what,
                job.inquiry().purpose(),
                job.inquiry().by().person(),
                words.time(job.orderedAt()),
                job.state().name(),
                percent,
                job.rows(),
                size,
                job.state() == JobState.DONE ? words.time(job.keptUntil()) : null,
                fault == null ? null : words.english() ? fault.messageEn() : fault.message());
    }

    /** The jobs, while some are not done. */
    @Live
    @GetMapping(PATH + "/jobs")
    String jobs(Actor me, Model model) {
        lines(me, model);
        return "services :: jobs";
    }

    @PostMapping(PATH + "/exports")
    String export(
            Actor me,
            HttpServletRequest request,
            @RequestParam SubjectType type,
            @RequestParam String purpose,
            @RequestParam(defaultValue = "CSV") String format,
            @RequestParam(required = false) List<String> items,
            @RequestParam(defaultValue = "") String divisionPrefix,
            @RequestParam(defaultValue = "") String entityType,
            @RequestParam(defaultValue = "false") boolean full,
            Model model) {
        Map<String, Object> search = new LinkedHashMap<>();
        if (!divisionPrefix.isBlank()) search.put("divisionPrefix", divisionPrefix.strip());
        if (!entityType.isBlank())
            search.put("entityType", List.of(entityType.strip().split("[\\s,\uFF0C]+")));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.name());
        body.put("items", items == null ? List.of() : items);
        body.put("search", search);
        body.put("view", full ? "full" : "values");
        body.put("format", format);
        try {
            if (items == null) throw Parameters.invalid("items", "须至少选择一项数据", "choose one item or more");
            exports.order(new Inquiry(me, purpose, null, null), JSON.writeValueAsBytes(body));
        } catch (RequestRefused refused) {
            Map<String, String> typed = new LinkedHashMap<>();
            typed.put("divisionPrefix", divisionPrefix);
            typed.put("entityType", entityType);
            typed.put("format", format);
            if (full) typed.put("full", "true");
            if (items != null) for (String item : items) typed.put("item-" + item, "true");
            return page(me, type, purpose, told(refused), new Typed("exports", typed), model);
        }
        return "redirect:" + PATH;
    }

    private List<String> told(RequestRefused refused) {
        List<String> all = new ArrayList<>();
        all.add(words.english() ? refused.detailEn() : refused.detail());
        for (Fault fault : refused.faults()) all.add(words.english() ? fault.messageEn() : fault.message());
        return all;
    }

    @GetMapping(PATH + "/exports/{id}/file")
    void exported(Actor me, @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        exports.send(me, jobs.ofDepartment(JobKind.EXPORT, me, id), request, response);
    }

    @PostMapping(PATH + "/exports/{id}/drop")
    String dropExport(Actor me, @PathVariable String id) {
        jobs.drop(jobs.ofDepartment(JobKind.EXPORT, me, id).id());
        return "redirect:" + PATH;
    }

    /** @param mapping lines such as {@code 住址=registeredAddress}; blank for columns that are named as items are */
    @PostMapping(PATH + "/comparisons")
    String compare(
            Actor me,
            @RequestParam("file") MultipartFile file,
            @RequestParam SubjectType type,
            @RequestParam String purpose,
            @RequestParam(defaultValue = "") String idColumn,
            @RequestParam(defaultValue = "") String mapping,
            Model model)
            throws IOException {
        try {
            Job job = lists.order(
                    new Inquiry(me, purpose, null, null),
                    file,
                    type.name(),
                    null,
                    idColumn,
                    null,
                    json(mapping),
                    null,
                    null);
            return "redirect:" + PATH + "/comparisons/" + job.id();
        } catch (RequestRefused refused) {
            Map<String, String> typed = Map.of("idColumn", idColumn, "mapping", mapping);
            return page(me, type, purpose, told(refused), new Typed("comparisons", typed), model);
        }
    }

    private static String json(String mapping) {
        if (mapping.isBlank()) return null;
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : mapping.split("\\R")) {
            int sign = line.lastIndexOf('=');
            if (sign > 0)
                columns.put(
                        line.substring(0, sign).strip(),
                        line.substring(sign + 1).strip());
        }
        return JSON.writeValueAsString(columns);
    }

    /** An item's counts by verdict, in the order of {@link #VERDICTS}. */
    public record Count(String item, List<Long> values) {}

    private static final List<String> VERDICTS =
            List.of("MATCH", "MISMATCH", "IN_DOUBT", "NO_RECORD", "NOT_GIVEN", "CANCELLED", "THROTTLED");

    @GetMapping(PATH + "/comparisons/{id}")
    String comparison(
            Actor me,
            @PathVariable String id,
            @RequestParam(required = false) String outcome,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        return comparison(me, jobs.ofDepartment(JobKind.COMPARISON, me, id), outcome, after, List.of(), model);
    }

    private String comparison(Actor me, Job job, String outcome, long after, List<String> told, Model model) {
        ComparisonAnswer comparison = ComparisonAnswer.of(job);
        List<Count> counts = new ArrayList<>();
        new TreeMap<>(comparison.counts().items())
                .forEach((item, values) -> counts.add(new Count(
                        words.item(job.type(), item),
                        VERDICTS.stream()
                                .map(verdict -> values.getOrDefault(verdict, 0L))
                                .toList())));
        model.addAttribute("line", ofComparison(job));
        model.addAttribute("outcomes", comparison.counts().outcomes());
        model.addAttribute("counts", counts);
        model.addAttribute("verdicts", VERDICTS);
        model.addAttribute("total", comparison.total());
        model.addAttribute("outcome", outcome);
        model.addAttribute("told", told);
        List<String> faults = new ArrayList<>();
        List<DifferencesAnswer.Row> rows = List.of();
        if (job.state() == JobState.DONE) {
            try {
                rows = lists.differences(me, job, outcome, null, null, after, ROWS + 1);
            } catch (RequestRefused refused) {
                faults.addAll(told(refused));
            }
        }
        boolean more = rows.size() > ROWS;
        model.addAttribute("rows", more ? rows.subList(0, ROWS) : rows);
        model.addAttribute("more", more ? rows.get(ROWS - 1).row() : null);
        model.addAttribute("first", after > 0);
        model.addAttribute("itemType", job.type());
        model.addAttribute("faults", faults);
        model.addAttribute("unfinished", job.state().isUnfinished());
        return "comparison";
    }

    /** How far it is, while it is not done; the whole page comes in its place then. */
    @Live
    @GetMapping(PATH + "/comparisons/{id}/progress")
    String progress(Actor me, @PathVariable String id, HttpServletResponse response, Model model) {
        Job job = jobs.ofDepartment(JobKind.COMPARISON, me, id);
        if (!job.state().isUnfinished()) response.setHeader("HX-Refresh", "true");
        model.addAttribute("line", ofComparison(job));
        model.addAttribute("total", ComparisonAnswer.of(job).total());
        model.addAttribute("unfinished", job.state().isUnfinished());
        return "comparison :: progress";
    }

    @GetMapping(PATH + "/comparisons/{id}/file")
    void compared(
            Actor me,
            @PathVariable String id,
            @RequestParam(defaultValue = "differences") String form,
            @RequestParam(defaultValue = "CSV") String format,
            HttpServletResponse response)
            throws IOException {
        lists.send(me, jobs.ofDepartment(JobKind.COMPARISON, me, id), form, format, response);
    }

    /** @param chosen each a row's number and an item's code with a colon between */
    @PostMapping(PATH + "/comparisons/{id}/doubts")
    String doubts(
            Actor me,
            @PathVariable String id,
            @RequestParam(required = false) List<String> chosen,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) String outcome,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        Job job = jobs.ofDepartment(JobKind.COMPARISON, me, id);
        if (chosen == null || chosen.isEmpty() || text.isBlank()) {
            model.addAttribute("text", text);
            model.addAttribute("chosen", chosen == null ? List.of() : chosen);
            return comparison(me, job, outcome, after, List.of(words.of("services.chooseFirst")), model);
        }
        Map<Long, List<String>> rows = new LinkedHashMap<>();
        for (String each : chosen) {
            int colon = each.indexOf(':');
            if (colon > 0 && each.substring(0, colon).matches("[0-9]{1,9}"))
                rows.computeIfAbsent(Long.valueOf(each.substring(0, colon)), row -> new ArrayList<>())
                        .add(each.substring(colon + 1));
        }
        List<String> told = new ArrayList<>();
        try {
            for (DoubtsAnswer.Result result :
                    reporting.report(me, job, rows, text).results())
                told.add(words.of(
                        "services.reported." + result.outcome(),
                        result.row(),
                        result.item() == null ? "" : words.item(job.type(), result.item()),
                        result.doubt() == null ? "" : result.doubt(),
                        result.fault() == null
                                ? ""
                                : words.english()
                                        ? result.fault().messageEn()
                                        : result.fault().message()));
        } catch (RequestRefused refused) {
            model.addAttribute("text", text);
            model.addAttribute("chosen", chosen);
            told.addAll(told(refused));
        }
        return comparison(me, job, outcome, after, told, model);
    }

    @PostMapping(PATH + "/comparisons/{id}/drop")
    String dropComparison(Actor me, @PathVariable String id) {
        jobs.drop(jobs.ofDepartment(JobKind.COMPARISON, me, id).id());
        return "redirect:" + PATH;
    }
}
