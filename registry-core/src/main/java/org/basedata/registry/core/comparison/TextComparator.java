package org.basedata.registry.core.comparison;

/** Comparators without a tolerance: two values are the same when their normal forms are. */
enum TextComparator implements ItemComparator {
    /** NFKC, no white space at either end, one space for each run of it inside. */
    EXACT {
        @Override
        public String normalise(String value) {
            return exact(value);
        }
    },
    /** As exact, in upper case. */
    CODE {
        @Override
        public String normalise(String value) {
            return CharacterFold.untilStable(value, text -> upper(exact(text)));
        }
    },
    PERSON_NAME {
        @Override
        public String normalise(String value) {
            return PersonNames.normalise(value);
        }
    },
    ORGANISATION_NAME {
        @Override
        public String normalise(String value) {
            return OrganisationNames.normalise(value);
        }
    };

    @Override
    public boolean same(String one, String other) {
        return one.equals(other) || normalise(one).equals(normalise(other));
    }

    static String exact(String value) {
        return isExact(value) ? value : CharacterFold.untilStable(value, text -> collapse(CharacterFold.fold(text)));
    }

    private static boolean isExact(String value) {
        char before = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!CharacterFold.isPlain(c) && (c != ' ' || before == ' ')) {
                return false;
            }
            before = c;
        }
        return value.isEmpty() || before != ' ';
    }

    private static String collapse(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (CharacterFold.isSpace(c)) {
                space = true;
                continue;
            }
            if (space && out.length() > 0) {
                out.append(' ');
            }
            space = false;
            out.appendCodePoint(c);
        }
        return out.toString();
    }

    private static String upper(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).forEach(out::appendCodePoint);
        return out.toString();
    }
}
