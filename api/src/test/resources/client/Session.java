import client.ApiClient;
import client.ApiException;
import client.api.CasesApi;
import client.api.DeliveriesApi;
import client.api.DoubtsApi;
import client.api.EntitlementApi;
import client.api.PersonsApi;
import client.model.AnswerVerification;
import client.model.CaseFile;
import client.model.CaseReason;
import client.model.CaseTaken;
import client.model.CompetingValue;
import client.model.Conflict;
import client.model.Delivery;
import client.model.Doubt;
import client.model.DoubtToReport;
import client.model.Key;
import client.model.ModelCase;
import client.model.ProposeDecision;
import client.model.ProposedSettlement;
import client.model.Query;
import client.model.QueryAnswer;
import client.model.QueryResult;
import client.model.Receipt;
import client.model.RecordOutcome;
import client.model.RecordSubject;
import client.model.RequestVerification;
import client.model.SourceRecordName;
import client.model.Verification;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What each group of users does in a day, with a client that was generated from the description. Compiled and run by GeneratedClientIT. */
public final class Session {
    private final String url;
    private final Map<String, String> tokens;

    public Session(String url, Map<String, String> tokens) {
        this.url = url;
        this.tokens = tokens;
    }

    private ApiClient as(String who) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("Authorization", tokens.get(who)));
        return client;
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    private static client.model.Record record(String dataset, String id, String number, String name, String status) {
        return new client.model.Record()
                .dataset(dataset)
                .recordId(id)
                .version("1")
                .operation(client.model.Record.OperationEnum.SUBMIT)
                .subject(new RecordSubject().type(RecordSubject.TypeEnum.PERSON).idType(RecordSubject.IdTypeEnum.RESIDENT_ID).id(number))
                .name(name)
                .items(Map.of("maritalStatus", status))
                .validFrom(LocalDate.of(2000, 1, 1));
    }

    /** Submits, reads the receipt, finds the refused row. @return the reference of the person */
    public String source(String number, String broken) throws ApiException {
        DeliveriesApi deliveries = new DeliveriesApi(as("GA"));
        Receipt receipt = deliveries.submitDelivery(
                new Delivery()
                        .source("GA")
                        .records(List.of(
                                record("household-registration", "GA-" + number, number, "王小兰", "10"),
                                record("household-registration", "GA-" + broken, broken, "王小兰", "10"))),
                "session-" + number);
        check(receipt.getCounts().getAccepted() == 1, "one is accepted: " + receipt);
        RecordOutcome refused = receipt.getRecords().get(1);
        check(refused.getOutcome() == RecordOutcome.OutcomeEnum.REFUSED, "the other is refused: " + refused);
        check(refused.getFaults().get(0).getCode().equals("ID_CHECK_DIGIT"), "for its check digit: " + refused);
        String id = receipt.getDeliveryId().toString();
        check(deliveries.listRefusals(id, 10, null).getResults().size() == 1, "it can be looked up");
        new DeliveriesApi(as("MZ"))
                .submitDelivery(
                        new Delivery()
                                .source("MZ")
                                .records(List.of(
                                        record("marriage-registration", "MZ-" + number, number, "王小兰", "20"))),
                        null);
        return receipt.getRecords().get(0).getRef().toString();
    }

    /** Looks what may be seen, asks by number, by reference, and why; reports a doubt. @return the number of the case */
    public String consumer(String number, String ref) throws ApiException {
        ApiClient reader = as("JY");
        check(!new EntitlementApi(reader).getEntitlement("PERSON").getPurposes().isEmpty(), "there is a purpose");
        PersonsApi persons = new PersonsApi(reader);
        QueryAnswer answer = persons.queryPersons(
                new Query()
                        .addKeysItem(new Key().idType("RESIDENT_ID").id(number))
                        .addKeysItem(new Key().idType("RESIDENT_ID").id("not a number"))
                        .items(List.of("name", "maritalStatus"))
                        .view(Query.ViewEnum.FULL),
                "CHECK",
                null,
                "2026-0815");
        QueryResult found = answer.getResults().get(0);
        check(ref.equals(found.getRef()), "it is the person: " + found);
        check("王小兰".equals(found.getItems().get("name").getValue()), "by her name: " + found);
        check("NO_RECORD".equals(answer.getResults().get(1).getCode()), "a miss is a miss");
        try {
            persons.getPerson(ref, "name", null, null, null, null, null, null, null);
            throw new AssertionError("nobody reads without a purpose");
        } catch (ApiException refused) {
            check(refused.getCode() == 400, "without a purpose: " + refused.getCode());
            check(refused.getResponseBody().contains("PURPOSE_MISSING"), refused.getResponseBody());
        }
        check(
                persons.explainPersonItem(ref, "maritalStatus", null, null, "CHECK", null, null)
                        .getValue()
                        .equals("20"),
                "civil affairs is the authority");
        Doubt doubt = new DoubtsApi(reader)
                .reportDoubt(new DoubtToReport()
                        .ref(ref)
                        .item("maritalStatus")
                        .text("本人称已离婚")
                        .believed("40"));
        return doubt.getCase();
    }

    /** Asks a source, which answers (civil affairs was asked with the doubt); proposes; another approves; whoever comes late is told. */
    public void steward(String number) throws ApiException {
        CasesApi cases = new CasesApi(as("steward"));
        CaseFile found = cases.getCase(number);
        ModelCase file = found.getCase();
        Conflict conflict = found.getConflicts().get(0);
        CaseTaken asked = cases.requestVerification(
                version(file.getVersion()),
                number,
                new RequestVerification()
                        .addSourcesItem("GA")
                        .question("请核对户口簿婚姻状况栏")
                        .addItemsItem("maritalStatus"));
        try {
            cases.closeCase(version(file.getVersion()), number, new CaseReason().reason("重复"));
            throw new AssertionError("an order for another version is taken");
        } catch (ApiException stale) {
            check(stale.getCode() == 412, "stale: " + stale.getCode());
        }
        CasesApi source = new CasesApi(as("GA"));
        Verification request = source.listVerifications("GA", true, 10, null).getResults().stream()
                .filter(each -> number.equals(each.getCase()) && "请核对户口簿婚姻状况栏".equals(each.getQuestion()))
                .findFirst()
                .orElseThrow();
        CaseTaken answered = source.answerVerification(
                version(asked.getVersion()),
                number,
                new AnswerVerification()
                        .request(request.getRequest())
                        .verdict("CANNOT_VERIFY")
                        .text("户口簿未随婚姻登记变更")
                        .handlingUnit("天河分局")
                        .handlingPerson("陈户籍"));
        CompetingValue chosen = conflict.getValues().stream()
                .filter(value -> value.getSource().equals("MZ"))
                .findFirst()
                .orElseThrow();
        CaseTaken proposed = cases.proposeDecision(
                version(answered.getVersion()),
                number,
                new ProposeDecision()
                        .reason("婚姻登记在案")
                        .addSettlementsItem(new ProposedSettlement()
                                .conflict(conflict.getNumber())
                                .way("CHOOSE")
                                .how("TAKE")
                                .record(new SourceRecordName()
                                        .source("MZ")
                                        .dataset(chosen.getDataset())
                                        .recordId(chosen.getRecordId()))));
        new CasesApi(as("approver"))
                .approveDecision(version(proposed.getVersion()), number, new CaseReason().reason("同意"));
    }

    private static String version(Long version) {
        return Long.toString(version);
    }
}
