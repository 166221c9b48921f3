package org.basedata.registry.importers.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files in which departments speak of {@link Newcomers}: each dataset once before the acts and, where there is more, once after. */
final class IdentityFiles implements Closeable {
    /** Numbers in file names: behind those of the plain sample, and behind all files that come before the acts. */
    private static final int FIRST = 31;

    private static final int FIRST_LATER = 51;

    private final Path directory;
    private final Truth truth;
    private final List<Dataset> all = new ArrayList<>();
    final Dataset household;
    final Dataset residence;
    final Dataset death;
    final Dataset marriage;
    final Dataset guardianship;
    final Dataset insurance;
    final Dataset education;
    final Dataset fund;
    final Dataset personalTax;
    final Dataset enterprise;
    final Dataset institution;
    final Dataset tax;
    final Dataset insuredUnit;

    IdentityFiles(Path directory, Truth truth) {
        this.directory = directory;
        this.truth = truth;
        household =
                dataset("GA", "household-registration", "sex", "birthDate", "registeredDivision", "registrationStatus");
        residence = dataset("LS", "residence-permit", "residenceDivision", "residenceReason");
        death = dataset("WJ", "death-registration", "deathDate", "lifeStatus", "deathCertificateNumber");
        marriage = dataset(
                "MZ",
                "marriage-registration",
                "maritalStatus",
                "spouseName",
                "spouseIdType",
                "spouseId",
                "marriedOn",
                "marriageCertificateNumber");
        guardianship = dataset("MZ", "guardianship", "guardianName", "guardianIdType", "guardianId", "guardianFrom");
        insurance = dataset(
                "RS",
                "social-insurance",
                "birthDate",
                "insuranceStatus",
                "insuredSince",
                "employerName",
                "employerCode",
                "contributionBase");
        education = dataset("JY", "education", "sex", "school", "graduatedOn", "diplomaNumber");
        fund = dataset("GJJ", "housing-fund", "fundAccount", "fundContributionBase");
        personalTax = dataset("SW", "personal-tax", "taxFileNumber", "taxableIncome");
        String[] register = {
            "entityType",
            "legalRepresentativeName",
            "legalRepresentativeIdType",
            "legalRepresentativeId",
            "establishedOn",
            "division",
            "registrationAuthority",
            "status",
            "deregisteredOn"
        };
        enterprise = dataset("SCJG", "enterprise-registration", register);
        institution = dataset("BB", "public-institution", register);
        tax = dataset("SW", "tax-registration", "taxpayerNumber", "taxStatus", "taxDeregisteredOn");
        insuredUnit = dataset("RS", "insured-unit", "insuredUnitNumber", "insuredUnitStatus", "insuredPersons");
    }

    private Dataset dataset(String source, String code, String... items) {
        Dataset dataset = new Dataset(source, code, all.size(), items);
        all.add(dataset);
        return dataset;
    }

    /** What one source sends of one kind. */
    final class Dataset {
        private final String source;
        private final String code;
        private final int order;
        private final String[] items;
        private DepartmentFile before;
        private DepartmentFile after;
        private int records;

        private Dataset(String source, String code, int order, String... items) {
            this.source = source;
            this.code = code;
            this.order = order;
            this.items = items;
        }

        SourceRecord open() {
            return new SourceRecord(this, source + "-ID-" + code + "-" + (100_001 + records++));
        }

        private DepartmentFile before() {
            if (before == null)
                before = new DepartmentFile(directory, FIRST + order, source, code, DepartmentFile.UTF_8, truth, items);
            return before;
        }

        private DepartmentFile after() {
            if (after == null)
                after = new DepartmentFile(
                        directory, FIRST_LATER + order, source, code, DepartmentFile.UTF_8, truth, items);
            return after;
        }
    }

    /** A record of a department; its versions stand in one file or in both. */
    static final class SourceRecord {
        private final Dataset dataset;
        private final String recordId;
        private int version;

        private SourceRecord(Dataset dataset, String recordId) {
            this.dataset = dataset;
            this.recordId = recordId;
        }

        String source() {
            return dataset.source;
        }

        String dataset() {
            return dataset.code;
        }

        String recordId() {
            return recordId;
        }

        /** Begins the next version, among what is known before the acts. */
        DepartmentFile before(DocumentNumber number, String name, long from) {
            return begin(dataset.before(), "SUBMIT", number, name, from);
        }

        /** Begins the next version, among what comes after them. */
        DepartmentFile after(DocumentNumber number, String name, long from) {
            return begin(dataset.after(), "SUBMIT", number, name, from);
        }

        /** Begins a version after the acts that says how it was all along. */
        DepartmentFile corrected(DocumentNumber number, String name, long from, String reason) {
            return begin(dataset.after(), "CORRECT", number, name, from).set("reason", reason);
        }

        private DepartmentFile begin(
                DepartmentFile file, String operation, DocumentNumber number, String name, long from) {
            return file.begin(recordId, ++version, operation, number.idType(), number.id(), name)
                    .from(from);
        }

        String json() {
            return "{\"source\":" + Truth.quoted(dataset.source) + ",\"dataset\":" + Truth.quoted(dataset.code)
                    + ",\"recordId\":" + Truth.quoted(recordId) + "}";
        }
    }

    List<SampleFile> before() {
        return all.stream()
                .filter(dataset -> dataset.before != null)
                .map(dataset -> dataset.before.file())
                .toList();
    }

    List<SampleFile> after() {
        return all.stream()
                .filter(dataset -> dataset.after != null)
                .map(dataset -> dataset.after.file())
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (Dataset dataset : all) {
            if (dataset.before != null) dataset.before.close();
            if (dataset.after != null) dataset.after.close();
        }
    }
}
