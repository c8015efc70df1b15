package io.ordertrail.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service's name says of its warranty. Panels write it in a dozen languages and in decorated letters, beside speeds,
 * start times and sizes that are numbers with units as well. So the name is reduced to plain lower-case letters, cut into
 * segments, and in each segment a period counts only beside a word for refill or guarantee.
 */
final class WarrantyName {

    /** Longer promises are made for show; nothing distinguishes them from lifetime. */
    private static final int LIFETIME_FROM_DAYS = 3650;

    /** How many tokens may stand between a period and the word that makes it a warranty. */
    private static final int NEAR = 4;

    private static final Pattern ENTITY = Pattern.compile("&(?:amp|quot|lt|gt|nbsp|#0*39|#x27);");
    private static final Pattern SEPARATOR = Pattern.compile("[\\[\\](){}|~;,•·!]|\\s[-–—/]\\s|^\\s*[-–—]\\s");
    private static final Pattern TOKEN = Pattern.compile("\\p{L}+|\\p{Nd}+|∞|[^\\s\\p{L}\\p{Nd}]");

    /** Stems of words for refill and guarantee, without accents. */
    private static final Pattern PROMISE = Pattern.compile(
            "♻|refil\\p{L}*|guar[ae]n\\p{L}*|gu?aran\\p{L}*|warr?ant\\p{L}*|garant?\\p{L}*|garans\\p{L}*"
                    + "|гарант\\p{L}*|защит\\p{L}*|восстанов\\p{L}*|докрут\\p{L}*|repos\\p{L}*|reabastec\\p{L}*|recarg\\p{L}*|telafi\\p{L}*"
                    + "|ضمان|تعويض|गारंटी|रिफिल|리필|보장|保修?\\p{L}*|补\\p{L}*|補\\p{L}*");

    private static final Pattern NEGATION = Pattern.compile(
            "no|non|none|not|nil|without|zero|sin|sem|sans|pas|ohne|kein\\p{L}*|без|нет|tidak|tanpa|khong|yok|بدون|无|不");
    /** A refusal in one word: "norefill", "garantisiz". */
    private static final Pattern REFUSAL =
            Pattern.compile("n(?:o|on|ot)(?:refil\\p{L}*|guarant\\p{L}*|garans\\p{L}*)|nr|(?:garanti|telafi)siz");

    private static final Pattern LIFETIME = Pattern.compile(
            "∞|♾|lifetime\\p{L}*|forever|eternal|пожизнен\\p{L}*|vitalici\\p{L}*|selamanya|\\p{L}*终身\\p{L}*|\\p{L}*永久\\p{L}*");
    /** Several words that mean one. */
    private static final Pattern LIFETIME_PHRASE = Pattern.compile(
            "life[ -]?(?:time|long)|omur boyu|seumur hidup|tron doi|\\ba vie\\b|de por vida|مدى الحياة");

    private static final Pattern GUARANTEE_PHRASE = Pattern.compile("\\bbao hanh\\b");

    /** Refill, auto refill, refill button, guarantee, each followed by its days. */
    private static final Pattern CODE = Pattern.compile("a?r|rb|arb|g");

    private static final Pattern DAY = Pattern.compile(
            "d|days?|gun\\p{L}*|dias?|giorn\\p{L}*|jours?|tage?n?|ngay|hari|дн\\p{L}*|день|يوم|ايام|दिन|일|[天日]\\p{L}*");
    private static final Pattern WEEK = Pattern.compile(
            "w|weeks?|wks?|hafta\\p{L}*|semanas?|settiman\\p{L}*|semaines?|wochen?|tuan|minggu|недел\\p{L}*|اسبوع|周\\p{L}*");
    private static final Pattern MONTH = Pattern.compile(
            "months?|mos?|mths?|ay|aylik|mes|meses|mesi|mese|mois|monate?n?|thang|bulan|месяц\\p{L}*|мес|شهر|अ?महीने?|개월|[个個]?月\\p{L}*");
    private static final Pattern YEAR = Pattern.compile(
            "y|years?|yrs?|yil\\p{L}*|anos?|anni|anno|ans?|jahre?n?|nam|tahun|год\\p{L}*|лет|سنه|سنة|عام|साल|년|年\\p{L}*");

    /** What a period after it is: the time to wait or the speed. */
    private static final Pattern OTHER_TIME = Pattern.compile(
            "start\\p{L}*|speed|delivery|complet\\p{L}*|time|every|interval|last|post\\p{L}*|old|aged?");

    private final List<List<Token>> segments = new ArrayList<>();

    WarrantyName(String name) {
        for (String segment : SEPARATOR.split(plain(name))) {
            List<Token> tokens = new ArrayList<>();
            Matcher matcher = TOKEN.matcher(segment);
            while (matcher.find()) {
                tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
            }
            if (!tokens.isEmpty()) {
                segments.add(tokens);
            }
        }
    }

    private record Token(String text, int start, int end) {

        boolean is(Pattern pattern) {
            return pattern.matcher(text).matches();
        }

        boolean isNumber() {
            return Character.isDigit(text.codePointAt(0));
        }
    }

    /** A period with how far from it the word stands that makes it a warranty. */
    private record Candidate(Warranty warranty, int distance) {}

    Optional<Warranty> warranty() {
        if (segments.stream().anyMatch(WarrantyName::refuses)) {
            return Optional.of(new Warranty.None());
        }
        if (segments.stream().anyMatch(WarrantyName::isForLife)) {
            return Optional.of(new Warranty.Lifetime());
        }
        return segments.stream()
                .flatMap(segment -> candidates(segment).stream())
                .reduce((best, next) -> next.distance < best.distance ? next : best)
                .map(Candidate::warranty);
    }

    /** Decorated letters and digits become plain ones, accents go. */
    private static String plain(String name) {
        String text = ENTITY.matcher(name).replaceAll(" ");
        text = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        text = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        text = text.replace('ı', 'i').replace('đ', 'd');
        text = GUARANTEE_PHRASE
                .matcher(LIFETIME_PHRASE.matcher(text).replaceAll("lifetime"))
                .replaceAll("guarantee");
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int digit = Character.digit(point, 10);
            digits.appendCodePoint(digit < 0 || !Character.isDigit(point) ? point : '0' + digit);
        });
        return digits.toString();
    }

    private static boolean refuses(List<Token> segment) {
        for (int i = 0; i < segment.size(); i++) {
            Token token = segment.get(i);
            if (token.is(REFUSAL)) {
                return true;
            }
            if (token.is(PROMISE)) {
                boolean before = isBefore(segment, i, NEGATION);
                // "Refill: No", "Refill? NO", "Refill: Non Drop"
                boolean after = i + 2 < segment.size()
                        && segment.get(i + 1).text.matches("[:?=]")
                        && segment.get(i + 2).is(NEGATION);
                if (before || after) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether such a word stands before the token, perhaps with "auto" or a hyphen between them: "no auto-refill". */
    private static boolean isBefore(List<Token> segment, int at, Pattern word) {
        int i = at - 1;
        while (i >= 0
                && (segment.get(i).text.equals("auto") || segment.get(i).text.equals("-"))) {
            i--;
        }
        return i >= 0 && segment.get(i).is(word);
    }

    private static boolean isForLife(List<Token> segment) {
        return segment.stream().anyMatch(token -> token.is(LIFETIME));
    }

    private static List<Candidate> candidates(List<Token> segment) {
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; i < segment.size(); i++) {
            if (segment.get(i).isNumber() && !isPartOfARange(segment, i)) {
                code(segment, i).ifPresent(found::add);
                period(segment, i).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isPartOfARange(List<Token> segment, int at) {
        boolean after = at + 2 < segment.size()
                && isDash(segment.get(at + 1))
                && segment.get(at + 2).isNumber();
        boolean before = at >= 2
                && isDash(segment.get(at - 1))
                && (segment.get(at - 2).isNumber()
                        || at >= 3 && segment.get(at - 3).isNumber());
        return after || before;
    }

    private static boolean isDash(Token token) {
        return token.text.matches("[-–—]");
    }

    /** "R30", "AR 240 Days", "RB45", "R 6 months": but not "R30K". */
    private static Optional<Candidate> code(List<Token> segment, int at) {
        int letters = at >= 2 && isDash(segment.get(at - 1)) ? at - 2 : at - 1;
        if (letters < 0 || !segment.get(letters).is(CODE)) {
            return Optional.empty();
        }
        boolean apart = segment.get(letters).end != segment.get(at).start;
        boolean gluedBefore = letters > 0
                && segment.get(letters - 1).isNumber()
                && segment.get(letters - 1).end == segment.get(letters).start;
        if (gluedBefore || (apart && segment.get(letters).text.equals("g"))) {
            return Optional.empty();
        }
        Token next = at + 1 < segment.size() ? segment.get(at + 1) : null;
        OptionalInt unit = next == null ? OptionalInt.empty() : daysIn(next);
        boolean other = next != null
                && unit.isEmpty()
                && next.start == segment.get(at).end
                && Character.isLetter(next.text.codePointAt(0));
        return other ? Optional.empty() : Optional.of(new Candidate(of(number(segment, at), unit.orElse(1)), 0));
    }

    /** A number with its unit, near a word for refill or guarantee: "30 Days ♻️", "60 Refill Days", "гарантия 20 дней". */
    private static Optional<Candidate> period(List<Token> segment, int at) {
        int unitAt = at + 1;
        while (unitAt < segment.size()
                && (segment.get(unitAt).is(PROMISE) || segment.get(unitAt).text.equals("-"))) {
            unitAt++;
        }
        OptionalInt unit = unitAt < segment.size() ? daysIn(segment.get(unitAt)) : OptionalInt.empty();
        boolean belongsToOtherTime = at > 0 && isBefore(segment, at, OTHER_TIME)
                || at > 1
                        && segment.get(at - 1).text.equals(":")
                        && segment.get(at - 2).is(OTHER_TIME);
        if (belongsToOtherTime) {
            return Optional.empty();
        }
        if (unit.isEmpty()) {
            // "Refill 45", "Refill: 60": days, unless the number counts something else
            boolean bare = unitAt >= segment.size()
                    || !Character.isLetter(segment.get(unitAt).text.codePointAt(0));
            boolean afterPromise = at > 0
                            && segment.get(at - 1).is(PROMISE)
                            && !segment.get(at - 1).text.equals("♻")
                    || at > 1
                            && segment.get(at - 1).text.matches("[:-]")
                            && segment.get(at - 2).is(PROMISE);
            return bare && afterPromise ? Optional.of(new Candidate(of(number(segment, at), 1), 1)) : Optional.empty();
        }
        return distanceToPromise(segment, at, unitAt).stream()
                .mapToObj(near -> new Candidate(of(number(segment, at), unit.getAsInt()), near))
                .findFirst();
    }

    /** Returns how many tokens lie between the period and the nearest word for refill; empty if it is too far. */
    private static OptionalInt distanceToPromise(List<Token> segment, int from, int to) {
        for (int distance = 0; distance <= NEAR; distance++) {
            int before = from - 1 - distance;
            int after = to + 1 + distance;
            boolean within =
                    distance <= to - from && segment.get(from + distance).is(PROMISE);
            if (within
                    || before >= 0 && segment.get(before).is(PROMISE)
                    || after < segment.size() && segment.get(after).is(PROMISE)) {
                return OptionalInt.of(distance);
            }
        }
        return OptionalInt.empty();
    }

    private static int number(List<Token> segment, int at) {
        String digits = segment.get(at).text;
        return digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static OptionalInt daysIn(Token unit) {
        if (unit.is(DAY)) {
            return OptionalInt.of(1);
        }
        if (unit.is(WEEK)) {
            return OptionalInt.of(7);
        }
        if (unit.is(MONTH)) {
            return OptionalInt.of(30);
        }
        return unit.is(YEAR) ? OptionalInt.of(365) : OptionalInt.empty();
    }

    private static Warranty of(int number, int unit) {
        long days = unit == 30 && number % 12 == 0 ? 365L * (number / 12) : (long) number * unit;
        return days >= LIFETIME_FROM_DAYS ? new Warranty.Lifetime() : Warranty.ofDays(Math.toIntExact(days));
    }
}
