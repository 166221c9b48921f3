package org.basedata.registry.core.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recognises the administrative places at the head of an organisation name or an address. Works on skeletons. */
final class Places {
    /** The leading places, highest first, by their short names, and what follows them. */
    record Head(List<String> places, String rest) {
        /** True if the one list could be the other with levels left out. */
        boolean compatible(Head other) {
            return within(places, other.places) || within(other.places, places);
        }

        private static boolean within(List<String> few, List<String> many) {
            int found = 0;
            for (String place : many) {
                if (found < few.size() && few.get(found).equals(place)) {
                    found++;
                }
            }
            return found == few.size();
        }
    }

    private record Place(String key, boolean shortened) {}

    private static final int LEVELS = 3;
    private static final List<Map<String, Place>> BY_LEVEL = new ArrayList<>();
    private static final int LONGEST;

    static {
        int longest = 0;
        for (int level = 0; level < LEVELS; level++) {
            BY_LEVEL.add(new HashMap<>());
        }
        for (String[] row : Table.rows("places.csv", 3)) {
            Map<String, Place> level = BY_LEVEL.get(Integer.parseInt(row[0]) - 1);
            String name = Variants.skeleton(row[1]);
            String key = row[2].isEmpty() ? name : Variants.skeleton(row[2]);
            level.put(name, new Place(key, false));
            level.putIfAbsent(key, new Place(key, true));
            longest = Math.max(longest, name.length());
        }
        LONGEST = longest;
    }

    private static final String STREET_ENDINGS = Variants.skeleton("路街道巷里弄村镇乡桥");
    private static final String STREET_PARTS = Variants.skeleton("东西南北中大新一二三四五六七八九十0123456789");

    private Places() {}

    static Head head(String skeleton) {
        List<String> places = new ArrayList<>(LEVELS);
        int at = 0;
        for (int level = 0; level < LEVELS; level++) {
            for (int end = Math.min(skeleton.length(), at + LONGEST); end > at + 1; end--) {
                Place place = BY_LEVEL.get(level).get(skeleton.substring(at, end));
                if (place != null && accepted(place, level, skeleton, at, end)) {
                    places.add(place.key);
                    at = end;
                    break;
                }
            }
        }
        return new Head(places, skeleton.substring(at));
    }

    // A county's short name is often a common word (和平, 城关): it counts only behind a higher place. 吉林 in 吉林市 is the
    // city, not the province. And 北京路, 南京东路 are streets.
    private static boolean accepted(Place place, int level, String text, int at, int end) {
        if (!place.shortened) {
            return true;
        }
        return (level < LEVELS - 1 || at > 0) && !fullNameAt(text, at, end, level) && !streetAt(text, end);
    }

    private static boolean fullNameAt(String text, int at, int longerThan, int above) {
        for (int level = above + 1; level < LEVELS; level++) {
            for (int end = Math.min(text.length(), at + LONGEST); end > longerThan; end--) {
                Place place = BY_LEVEL.get(level).get(text.substring(at, end));
                if (place != null && !place.shortened) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean streetAt(String text, int at) {
        int i = at;
        while (i < text.length() && i < at + 2 && STREET_PARTS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && STREET_ENDINGS.indexOf(text.charAt(i)) >= 0;
    }
}
