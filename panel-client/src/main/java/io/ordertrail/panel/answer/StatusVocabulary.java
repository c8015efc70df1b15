package io.ordertrail.panel.answer;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.RefillStatus;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The words of a panel for the states of orders and refills. A word is known by its stem in the languages that panels use;
 * the words that the configuration teaches come first. A text whose stems say two things is unknown, and so is one that
 * negates ("not completed"). Thread-safe.
 */
public final class StatusVocabulary {

    /** Panels have a few dozen words; what is beyond this is no vocabulary. */
    private static final int MOST_REMEMBERED = 256;

    private static final int MOST_WORDS = 4;

    private static final List<String> PENDING = PlainWords.stems(
            "pending",
            "await",
            "wait",
            "queue",
            "new$",
            "created",
            "placed",
            "accepted",
            "received",
            "scheduled",
            "submitted",
            "bekle",
            "sirada",
            "ожида",
            "в ожидании",
            "в очеред",
            "нов",
            "pendient",
            "en espera",
            "en cola",
            "pendent",
            "aguard",
            "na fila",
            "menunggu",
            "antri",
            "cho xu ly",
            "cho duyet",
            "dang cho",
            "قيد الانتظار",
            "في الانتظار",
            "معلق",
            "ausstehend",
            "wartend",
            "warteschlange",
            "en attente",
            "लंबित",
            "प्रतीक्षा");
    private static final List<String> IN_PROGRESS = PlainWords.stems(
            "in progress",
            "inprogress",
            "progress",
            "running",
            "started",
            "start$",
            "working",
            "delivering",
            "ongoing",
            "executing",
            "live$",
            "devam ed",
            "calisiyor",
            "yukleniyor",
            "выполняется",
            "в работе",
            "в процессе",
            "запущен",
            "en progreso",
            "en curso",
            "en proceso",
            "em andamento",
            "em progresso",
            "em execucao",
            "berjalan",
            "sedang berjalan",
            "dang chay",
            "dang thuc hien",
            "dang tien hanh",
            "قيد التنفيذ",
            "جاري",
            "in bearbeitung",
            "lauft",
            "en cours",
            "प्रगति");
    private static final List<String> PROCESSING = PlainWords.stems(
            "process",
            "isleniyor",
            "islem",
            "hazirlaniyor",
            "обработ",
            "обрабатыва",
            "procesando",
            "processando",
            "em processamento",
            "diproses",
            "proses",
            "dang xu ly",
            "قيد المعالجة",
            "wird verarbeitet",
            "verarbeit",
            "traitement",
            "संसाधि");
    private static final List<String> ON_HOLD = PlainWords.stems(
            "hold",
            "on hold",
            "pause",
            "paused",
            "suspend",
            "frozen",
            "durdur",
            "askida",
            "приостан",
            "на паузе",
            "en pausa",
            "pausad",
            "suspendid",
            "ditahan",
            "ditunda",
            "tam dung",
            "متوقف",
            "pausiert",
            "angehalten",
            "en pause",
            "suspendu");
    private static final List<String> ACTIVE = PlainWords.stems(
            "active$",
            "aktif$",
            "активн",
            "activo$",
            "activa$",
            "ativo$",
            "ativa$",
            "hoat dong",
            "نشط",
            "aktiv$",
            "actif$");
    private static final List<String> REFILLING = PlainWords.stems(
            "refill",
            "in refill",
            "telafi",
            "докрут",
            "восстанов",
            "reposi",
            "reponiendo",
            "isi ulang",
            "bao hanh",
            "تعويض",
            "nachfull");
    private static final List<String> COMPLETED = PlainWords.stems(
            "completed",
            "complete$",
            "completad",
            "completo$",
            "completa$",
            "success",
            "done",
            "delivered",
            "finished",
            "finish$",
            "fulfilled",
            "tamamlan",
            "bitti",
            "teslim",
            "выполнен",
            "завершен",
            "готов$",
            "готово$",
            "исполнен",
            "finaliz",
            "terminad",
            "entregad",
            "concluid",
            "entregue",
            "selesai",
            "sukses",
            "berhasil",
            "hoan thanh",
            "da xong",
            "مكتمل",
            "اكتمل",
            "تم التسليم",
            "abgeschlossen",
            "fertig",
            "erledigt",
            "geliefert",
            "termine",
            "livre",
            "पूर्ण",
            "पूरा");
    private static final List<String> PARTIAL = PlainWords.stems(
            "partial",
            "kismi",
            "kismen",
            "частич",
            "parcial",
            "sebagian",
            "mot phan",
            "جزئي",
            "teilweise",
            "teil$",
            "partiel",
            "आंशिक");
    private static final List<String> CANCELED = PlainWords.stems(
            "cancel",
            "cancelled",
            "canceled",
            "reject",
            "declin",
            "abort",
            "void",
            "iptal",
            "reddedil",
            "отмен",
            "отклон",
            "anulad",
            "cancelad",
            "rechazad",
            "rejeitad",
            "recusad",
            "batal",
            "dibatalkan",
            "ditolak",
            "da huy",
            "huy$",
            "bi tu choi",
            "ملغ",
            "مرفوض",
            "storniert",
            "abgebrochen",
            "abgelehnt",
            "annul",
            "refuse",
            "रद्द");
    private static final List<String> REFUNDED = PlainWords.stems(
            "refund",
            "money back",
            "chargeback",
            "iade",
            "возвра",
            "reembols",
            "devuelt",
            "estorn",
            "dikembalikan",
            "pengembalian",
            "hoan tien",
            "مسترد",
            "استرداد",
            "erstattet",
            "ruckerstatt",
            "rembours");
    private static final List<String> FAILED = PlainWords.stems(
            "fail",
            "error",
            "basarisiz",
            "hata",
            "ошибк",
            "сбой",
            "неудач",
            "fallid",
            "falha",
            "falhou",
            "erro$",
            "gagal",
            "that bai",
            "loi$",
            "فشل",
            "خطأ",
            "fehler",
            "fehlgeschlagen",
            "echec",
            "echoue",
            "erreur");
    private static final List<String> EXPIRED = PlainWords.stems(
            "expire",
            "suresi dol",
            "истек",
            "просроч",
            "expirad",
            "vencid",
            "kedaluwarsa",
            "kadaluarsa",
            "het han",
            "منتهي",
            "انتهت",
            "abgelaufen");
    private static final List<String> NEGATIONS = PlainWords.stems(
            "not$",
            "no$",
            "non$",
            "un$",
            "never$",
            "without$",
            "incomplet",
            "unfinish",
            "uncomplet",
            "undeliver",
            "unsuccess",
            "degil",
            "tamamlanma",
            "не$",
            "нет$",
            "без$",
            "nao$",
            "sin$",
            "sem$",
            "tidak$",
            "belum$",
            "khong$",
            "chua$",
            "لم$",
            "غير",
            "nicht$",
            "kein",
            "pas$",
            "नहीं",
            "nahi");
    /** A request, or a state to come, is not the state. */
    private static final List<String> NOT_YET = PlainWords.stems(
            "request",
            "completing",
            "finishing",
            "canceling",
            "cancelling",
            "refunding",
            "will$",
            "to be",
            "review",
            "verif",
            "confirm");

    private static final Map<OrderStatus, List<String>> ORDERS = new LinkedHashMap<>();
    private static final Map<RefillStatus, List<String>> REFILLS = new LinkedHashMap<>();

    static {
        ORDERS.put(OrderStatus.PENDING, PENDING);
        ORDERS.put(OrderStatus.IN_PROGRESS, IN_PROGRESS);
        ORDERS.put(OrderStatus.PROCESSING, PROCESSING);
        ORDERS.put(OrderStatus.ON_HOLD, ON_HOLD);
        ORDERS.put(OrderStatus.ACTIVE, ACTIVE);
        ORDERS.put(OrderStatus.REFILLING, REFILLING);
        ORDERS.put(OrderStatus.COMPLETED, COMPLETED);
        ORDERS.put(OrderStatus.PARTIAL, PARTIAL);
        ORDERS.put(OrderStatus.CANCELED, CANCELED);
        ORDERS.put(OrderStatus.REFUNDED, REFUNDED);
        ORDERS.put(OrderStatus.FAILED, FAILED);
        ORDERS.put(OrderStatus.EXPIRED, EXPIRED);
        REFILLS.put(RefillStatus.PENDING, PENDING);
        REFILLS.put(RefillStatus.IN_PROGRESS, join(IN_PROGRESS, PROCESSING));
        REFILLS.put(RefillStatus.COMPLETED, join(COMPLETED, PlainWords.stems("refilled", "reposto", "telafi edildi")));
        REFILLS.put(
                RefillStatus.REJECTED,
                PlainWords.stems(
                        "reject",
                        "declin",
                        "denied",
                        "refuse",
                        "reddedil",
                        "отклон",
                        "rechazad",
                        "rejeitad",
                        "recusad",
                        "ditolak",
                        "bi tu choi",
                        "مرفوض",
                        "abgelehnt"));
        REFILLS.put(
                RefillStatus.CANCELED,
                PlainWords.stems(
                        "cancel",
                        "abort",
                        "iptal",
                        "отмен",
                        "anulad",
                        "cancelad",
                        "batal",
                        "dibatalkan",
                        "da huy",
                        "huy$",
                        "ملغ",
                        "storniert",
                        "abgebrochen",
                        "annul"));
        REFILLS.put(RefillStatus.FAILED, FAILED);
    }

    private final Map<String, OrderStatus> taughtOrders = new LinkedHashMap<>();
    private final Map<String, RefillStatus> taughtRefills = new LinkedHashMap<>();
    private final Map<String, OrderStatus> knownOrders = new ConcurrentHashMap<>();
    private final Map<String, RefillStatus> knownRefills = new ConcurrentHashMap<>();

    /**
     * The common words and those of one panel.
     *
     * @param orders more words for the states of orders
     * @param refills more words for the states of refills
     */
    public StatusVocabulary(Map<String, OrderStatus> orders, Map<String, RefillStatus> refills) {
        orders.forEach((word, status) -> taughtOrders.put(PlainWords.of(word).toString(), status));
        refills.forEach((word, status) -> taughtRefills.put(PlainWords.of(word).toString(), status));
    }

    private static List<String> join(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Returns the status that the word means, or UNKNOWN. */
    public OrderStatus orderStatus(String word) {
        return remembered(knownOrders, word, this::readOrder);
    }

    /** Returns the status that the word means, or UNKNOWN. */
    public RefillStatus refillStatus(String word) {
        return remembered(knownRefills, word, this::readRefill);
    }

    private static <S> S remembered(Map<String, S> known, String word, Function<String, S> read) {
        S status = known.get(word);
        if (status == null) {
            status = read.apply(word);
            if (known.size() < MOST_REMEMBERED) {
                known.put(word, status);
            }
        }
        return status;
    }

    private OrderStatus readOrder(String word) {
        PlainWords words = PlainWords.of(word);
        OrderStatus taught = taughtOrders.get(words.toString());
        if (taught != null) {
            return taught;
        }
        Set<OrderStatus> meant = meant(words, ORDERS, OrderStatus.class);
        if (meant.contains(OrderStatus.PARTIAL)) { // "Partially completed", "Partial refund"
            meant.removeAll(EnumSet.of(OrderStatus.COMPLETED, OrderStatus.REFUNDED, OrderStatus.CANCELED));
        }
        if (meant.contains(OrderStatus.REFILLING)) { // "Refill in progress", "Pending refill"
            meant.removeAll(EnumSet.of(OrderStatus.PENDING, OrderStatus.IN_PROGRESS, OrderStatus.PROCESSING));
        }
        if (meant.equals(EnumSet.of(OrderStatus.REFILLING, OrderStatus.COMPLETED))) { // "Refill completed"
            return OrderStatus.COMPLETED;
        }
        if (meant.contains(OrderStatus.REFUNDED)) { // "Canceled and refunded"
            meant.remove(OrderStatus.CANCELED);
        }
        if (meant.contains(OrderStatus.IN_PROGRESS)) { // "Processing in progress"
            meant.remove(OrderStatus.PROCESSING);
        }
        return meant.size() == 1 ? meant.iterator().next() : OrderStatus.UNKNOWN;
    }

    private RefillStatus readRefill(String word) {
        PlainWords words = PlainWords.of(word);
        RefillStatus taught = taughtRefills.get(words.toString());
        if (taught != null) {
            return taught;
        }
        Set<RefillStatus> meant = meant(words, REFILLS, RefillStatus.class);
        if (meant.isEmpty() && words.toString().matches("refilling|in refill|refill")) {
            return RefillStatus.IN_PROGRESS;
        }
        return meant.size() == 1 ? meant.iterator().next() : RefillStatus.UNKNOWN;
    }

    private static <S extends Enum<S>> Set<S> meant(PlainWords words, Map<S, List<String>> stems, Class<S> type) {
        Set<S> meant = EnumSet.noneOf(type);
        if (words.count() <= MOST_WORDS && !words.has(NEGATIONS) && !words.has(NOT_YET)) {
            stems.forEach((status, known) -> {
                if (words.has(known)) {
                    meant.add(status);
                }
            });
        }
        return meant;
    }
}
