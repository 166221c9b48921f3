package org.basedata.registry.core.sharing;

/** What the domain needs of the tables, in the caller's transaction. The projections own them. */
public interface SharingView {
    /** What is numbered. */
    enum Numbered {
        AGREEMENT,
        DEMAND,
        COMPLAINT
    }

    /** A new number; it is never given again. */
    String number(Numbered what);

    void write(SharingAgreement agreement);

    void write(Member member);

    void write(Demand demand);

    void write(Complaint complaint);

    void write(SharingGroup group);
}
