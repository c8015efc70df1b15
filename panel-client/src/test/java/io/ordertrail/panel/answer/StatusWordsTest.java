package io.ordertrail.panel.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.RefillStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words for states, in the languages that panels use. */
class StatusWordsTest {

    private final StatusVocabulary words = new StatusVocabulary(Map.of(), Map.of());

    @ParameterizedTest
    @CsvSource({
        "Running, IN_PROGRESS",
        "Refund, REFUNDED",
        "Refunds, REFUNDED",
        "process, PROCESSING",
        "cancel, CANCELED",
        "Queued, PENDING",
        "Success, COMPLETED",
        "Done, COMPLETED",
        "Delivered, COMPLETED",
        "Partially completed, PARTIAL",
        "Partially, PARTIAL",
        "Refilling, REFILLING",
        "Progress, IN_PROGRESS",
        "In Queue, PENDING",
        "on_hold, ON_HOLD",
        "InProgress, IN_PROGRESS",
        "Canceled & refunded, REFUNDED",
        "Refill in progress, REFILLING",
        "Refill completed, COMPLETED",
        "Partial refund, PARTIAL",
        "Suspended, ON_HOLD",
        "Declined, CANCELED",
        "Finished, COMPLETED",
        "Started, IN_PROGRESS",
        "Waiting, PENDING",
        "Выполнен, COMPLETED",
        "Завершён, COMPLETED",
        "Выполняется, IN_PROGRESS",
        "В работе, IN_PROGRESS",
        "Отменён, CANCELED",
        "Частично выполнен, PARTIAL",
        "Ожидание, PENDING",
        "Обработка, PROCESSING",
        "Возврат, REFUNDED",
        "Ошибка, FAILED",
        "Tamamlandı, COMPLETED",
        "İptal edildi, CANCELED",
        "Kısmen tamamlandı, PARTIAL",
        "Beklemede, PENDING",
        "Devam ediyor, IN_PROGRESS",
        "İade edildi, REFUNDED",
        "Completado, COMPLETED",
        "En progreso, IN_PROGRESS",
        "Pendiente, PENDING",
        "Parcial, PARTIAL",
        "Cancelado, CANCELED",
        "Reembolsado, REFUNDED",
        "Concluído, COMPLETED",
        "Em andamento, IN_PROGRESS",
        "Pendente, PENDING",
        "Processando, PROCESSING",
        "Estornado, REFUNDED",
        "Selesai, COMPLETED",
        "Sedang diproses, PROCESSING",
        "Dibatalkan, CANCELED",
        "Menunggu, PENDING",
        "Gagal, FAILED",
        "Sebagian, PARTIAL",
        "Hoàn thành, COMPLETED",
        "Đang chạy, IN_PROGRESS",
        "Đang xử lý, PROCESSING",
        "Đã hủy, CANCELED",
        "Hoàn tiền, REFUNDED",
        "مكتمل, COMPLETED",
        "قيد التنفيذ, IN_PROGRESS",
        "ملغي, CANCELED",
        "جزئي, PARTIAL",
        "قيد الانتظار, PENDING",
        "Abgeschlossen, COMPLETED",
        "In Bearbeitung, IN_PROGRESS",
        "Storniert, CANCELED",
        "Teilweise, PARTIAL",
        "Terminé, COMPLETED",
        "En cours, IN_PROGRESS",
        "Annulé, CANCELED",
        "Remboursé, REFUNDED",
        "पूर्ण, COMPLETED"
    })
    void an_orders_state_is_known_by_the_stem_of_its_word(String word, OrderStatus status) {
        assertThat(words.orderStatus(word)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not completed", "Incomplete", "Uncompleted", "Не выполнен", "Tamamlanmadı", "Belum selesai",
                        "Não concluído", "Chưa hoàn thành", "Nicht abgeschlossen",
                "Canceling", "Cancel requested", "Under review", "Completed with errors", "Pending refund", "Dormant",
                        "", "?", "42",
                "Your order is being processed and will be completed soon", "\u0000", "\ud83d"
            })
    void a_word_that_says_no_two_things_or_nothing_is_unknown(String word) {
        assertThat(words.orderStatus(word)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "Pending, PENDING", "In progress, IN_PROGRESS", "Processing, IN_PROGRESS", "Refilling, IN_PROGRESS",
                "Success, COMPLETED", "Done, COMPLETED", "Refilled, COMPLETED",
        "Refill completed, COMPLETED", "Declined, REJECTED", "Rejected, REJECTED", "Cancelled, CANCELED",
                "Failed, FAILED", "Отклонён, REJECTED", "Reddedildi, REJECTED",
        "Rechazado, REJECTED", "Rejeitado, REJECTED", "Ditolak, REJECTED", "Выполнен, COMPLETED",
                "Not dropped, UNKNOWN", "Mysterious, UNKNOWN"
    })
    void a_refills_state_is_known_by_the_stem_of_its_word(String word, RefillStatus status) {
        assertThat(words.refillStatus(word)).isEqualTo(status);
    }

    @Test
    void a_word_that_is_taught_comes_before_its_stem() {
        StatusVocabulary taught = new StatusVocabulary(
                Map.of("Under review", OrderStatus.ON_HOLD, "done", OrderStatus.PARTIAL),
                Map.of("Under review", RefillStatus.PENDING));

        assertThat(taught.orderStatus("UNDER  review")).isEqualTo(OrderStatus.ON_HOLD);
        assertThat(taught.orderStatus("Done")).isEqualTo(OrderStatus.PARTIAL);
        assertThat(taught.refillStatus("under_review")).isEqualTo(RefillStatus.PENDING);
    }
}
