package org.basedata.registry.core.comparison;

import java.math.BigDecimal;

/**
 * Amounts within a tolerance: an absolute one, or a share (0.01 is one per cent) of the greater of the two by absolute
 * value, so that the verdict is the same both ways. Thousands separators, ¥, 元, 万元 and 亿元 are read; the normal form is
 * in yuan or whatever unit the item has. Anything that is no number is compared as text.
 */
record AmountComparator(BigDecimal tolerance, boolean share) implements ItemComparator {
    /** No register holds longer numbers; it also keeps hostile input from growing into long plain forms. */
    private static final int MOST_DIGITS = 60;

    @Override
    public String normalise(String value) {
        String text = TextComparator.exact(value);
        BigDecimal amount = read(text);
        return amount == null ? text : plain(amount);
    }

    @Override
    public boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        String left = TextComparator.exact(one);
        String right = TextComparator.exact(other);
        BigDecimal a = read(left);
        BigDecimal b = read(right);
        if (a == null || b == null) {
            return a == null && b == null && left.equals(right);
        }
        BigDecimal allowed = share ? a.abs().max(b.abs()).multiply(tolerance) : tolerance;
        return a.subtract(b).abs().compareTo(allowed) <= 0;
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal read(String text) {
        int end = text.length();
        int shift = 0;
        if (end > 0 && text.charAt(end - 1) == '元') {
            end--;
        }
        if (end > 0 && (text.charAt(end - 1) == '万' || text.charAt(end - 1) == '萬')) {
            shift = 4;
            end--;
        } else if (end > 0 && (text.charAt(end - 1) == '亿' || text.charAt(end - 1) == '億')) {
            shift = 8;
            end--;
        }
        StringBuilder number = new StringBuilder(end);
        int digits = 0;
        boolean point = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number.append(c);
                digits++;
            } else if (c == '.' && !point) {
                number.append(c);
                point = true;
            } else if ((c == '-' || c == '+') && number.length() == 0) {
                number.append(c);
            } else if ((c != ',' || point || digits == 0) && c != ' ' && !((c == '¥' || c == '￥') && digits == 0)) {
                return null;
            }
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            return null;
        }
        return new BigDecimal(number.toString()).movePointRight(shift);
    }
}
