package org.basedata.registry.importers.sample;

import java.util.Arrays;

/**
 * Four people at one address: head, spouse (or lodger), child, elder. Any household can be made from its index alone,
 * at the price of a few microseconds, so none has to be remembered. Numbers are unique without a set of those taken:
 * the index goes through a permutation whose value fixes day of birth and sequence number, and each of the four has its
 * own band of sequence numbers.
 */
final class Household {
    static final int SIZE = 4;

    /** Sequence pairs (odd male, even female) in one band; four bands of 124 fit into 002 to 993. */
    private static final int PAIRS = 124;
    /** Steps of three days in which heads are born, from 1958 to the end of 1994. */
    private static final int STEPS = 4500;

    private static final long PERMUTED = (long) PAIRS * STEPS;
    /** Prime, so coprime to {@link #PERMUTED}; near the golden section of it, so that neighbours differ in age. */
    private static final long STRIDE = 344_857;

    private static final long FIRST_HEAD = Days.of(1958, 1, 1);
    private static final int YEAR = 365;

    private static final String[] ROADS = {"示例一路", "示例二路", "示例东街", "示例西街", "样本大道", "样本中路", "合成北路", "合成南路", "演示新村", "演示里"
    };
    private static final String[] GROUPS = {"08", "11", "03", "06", "15", "13", "22", "02", "12", "09"};

    final long seed;
    final Draw draw = new Draw();
    final Person[] members = new Person[SIZE];

    long index = -1;
    Division division;
    String address;
    String number;
    boolean married;
    /** Day of the marriage of head and spouse. */
    long marriage;
    /** The head was married before, and divorced in time. */
    boolean marriedBefore;

    long earlierMarriage;
    long earlierDivorce;
    /** Lives somewhere else than registered. */
    boolean moved;

    Division residence;
    String residenceAddress;

    private final PersonNoise[] noises = new PersonNoise[PersonNoise.CYCLE];
    private final int[] forms = new int[PersonNoise.CYCLE];
    private long noiseCycle = -1;

    Household(long seed) {
        this.seed = seed;
        for (int slot = 0; slot < SIZE; slot++) {
            members[slot] = new Person();
            members[slot].slot = slot;
            members[slot].household = this;
        }
    }

    Household fill(long household) {
        if (index == household) return this;
        index = household;
        fillNoise();
        long residue = household % PERMUTED;
        int block = (int) (household / PERMUTED);
        long start = Math.floorMod(seed * 7919, PERMUTED);
        long permuted = (residue * STRIDE + start) % PERMUTED;
        int pair = (int) (permuted % PAIRS);
        long headDay = FIRST_HEAD + permuted / PAIRS * 3;
        int divisions = Division.ALL.length;
        division = Division.ALL[(draw.at(seed, 1, residue).below(divisions) + block) % divisions];

        draw.at(seed, 2, household);
        boolean headMale = draw.chance(700);
        members[Person.HEAD].birth = headDay + draw.below(3);
        members[Person.SPOUSE].birth = headDay + pair * 37 % PAIRS * 16 - 600 + draw.below(3);
        members[Person.CHILD].birth = headDay + 22 * YEAR + pair * 53 % PAIRS * 25 + draw.below(3);
        members[Person.ELDER].birth = headDay - 23 * YEAR - pair * 71 % PAIRS * 15 + draw.below(3);
        members[Person.HEAD].male = headMale;
        members[Person.SPOUSE].male = !headMale;
        members[Person.CHILD].male = draw.chance(520);
        members[Person.ELDER].male = draw.chance(450);
        boolean dotted = draw.chance(30);
        String group = dotted ? Names.dottedGroup(draw) : draw.chance(60) ? draw.pick(GROUPS) : "01";
        String surname = Names.surname(draw);
        String spouseSurname = Names.surname(draw);
        String elderSurname = Names.surname(draw);
        for (Person person : members) {
            person.index = household * SIZE + person.slot;
            person.noise = noises[(int) (person.index % PersonNoise.CYCLE)];
            person.form = forms[(int) (person.index % PersonNoise.CYCLE)];
            person.ethnicity = group;
            person.formerName = null;
            person.death = 0;
            person.number = Numbers.resident(
                    division.code(), person.birth, 2 * (1 + person.slot * PAIRS + pair) + (person.male ? 1 : 0));
            String own =
                    switch (person.slot) {
                        case Person.HEAD -> surname;
                        case Person.SPOUSE -> spouseSurname;
                        case Person.CHILD -> headMale ? surname : spouseSurname;
                        default -> person.male ? surname : elderSurname;
                    };
            if (dotted) person.name = Names.dotted(draw, group, person.male);
            else person.name = own + Names.given(draw, person.male);
            fitToNoise(person);
            if (person.noise == PersonNoise.NONE && !dotted && draw.chance(15))
                person.formerName = own + Names.twoGiven(draw, person.male);
        }
        fillLives();
        fillAddresses();
        return this;
    }

    private void fillLives() {
        boolean forced = false;
        for (Person person : members)
            forced |=
                    person.noise == PersonNoise.MARITAL_STATUS_DIFFERS || person.noise == PersonNoise.MARRIAGES_OVERLAP;
        married = draw.chance(820) || forced;
        Person head = members[Person.HEAD];
        marriage = Math.max(head.birth, members[Person.SPOUSE].birth) + 22 * YEAR + 6 + draw.below(1500);
        marriedBefore = married && draw.chance(60) && head.noise == PersonNoise.NONE;
        earlierMarriage = head.birth + 22 * YEAR + 6;
        earlierDivorce = earlierMarriage + 200 + draw.below(200);
        if (marriedBefore) marriage = Math.max(marriage, earlierDivorce + 100);
        Person elder = members[Person.ELDER];
        int dies = draw.below(1000);
        long from = Math.max(Days.of(2008, 1, 1), elder.birth + 45 * YEAR);
        long day = from + draw.below((int) (Days.LAST - 30 - from));
        if (elder.noise == PersonNoise.DEAD_STILL_INSURED || elder.noise == PersonNoise.NONE && dies < 250)
            elder.death = day;
    }

    private void fillAddresses() {
        address = address(division);
        number = division.code() + Long.toString(100_000_000L + index).substring(1);
        moved = draw.chance(180);
        residence = Division.ALL[draw.below(Division.HOME)];
        residenceAddress = address(residence);
    }

    private String address(Division where) {
        return where.fullName() + draw.pick(ROADS) + (1 + draw.below(300)) + "号" + (1 + draw.below(30)) + "栋"
                + ((1 + draw.below(33)) * 100 + 1 + draw.below(8)) + "房";
    }

    /** Some kinds of noise need a name of a certain shape. */
    private void fitToNoise(Person person) {
        switch (person.noise) {
            case NAME_SIMILAR -> {
                person.ethnicity = "01";
                String surname = person.form % 2 == 0 ? Names.variant(draw)[0] : draw.chance(500) ? "陈" : "林";
                person.name = surname + Names.twoGiven(draw, person.male);
            }
            case NAME_WRITTEN_DIFFERENTLY -> {
                if (person.form % 4 == 0) {
                    person.ethnicity = Names.dottedGroup(draw);
                    person.name = Names.dotted(draw, person.ethnicity, person.male);
                } else {
                    person.ethnicity = "01";
                    String given = person.form % 4 == 3 ? "A" + (char) ('B' + draw.below(20)) : null;
                    person.name = "陈" + (given == null ? Names.twoGiven(draw, person.male) : given);
                }
            }
            case NAME_DIFFERENT -> {
                person.ethnicity = "01";
                person.name = "黄" + Names.twoGiven(draw, person.male);
            }
            default -> {}
        }
    }

    /** Deals the kinds of noise to the persons of the cycle that this household is in. */
    private void fillNoise() {
        long cycle = index * SIZE / PersonNoise.CYCLE;
        if (cycle == noiseCycle) return;
        noiseCycle = cycle;
        Arrays.fill(noises, PersonNoise.NONE);
        draw.at(seed, 3, cycle);
        int households = PersonNoise.CYCLE / SIZE;
        int[] adults = new int[households * 2];
        for (int i = 0; i < adults.length; i++) adults[i] = i / 2 * SIZE + i % 2;
        for (int i = adults.length - 1; i > 0; i--) {
            int j = draw.below(i + 1);
            int kept = adults[i];
            adults[i] = adults[j];
            adults[j] = kept;
        }
        int next = 0;
        for (PersonNoise noise : PersonNoise.values()) {
            for (int i = 0; i < noise.inCycle; i++) {
                int at = noise == PersonNoise.DEAD_STILL_INSURED
                        ? draw.below(households) * SIZE + Person.ELDER
                        : adults[next++];
                noises[at] = noise;
                forms[at] = (int) (cycle * noise.inCycle + i & 0x3FFFFFFF);
            }
        }
    }
}
