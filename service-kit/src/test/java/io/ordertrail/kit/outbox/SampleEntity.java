package io.ordertrail.kit.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Without an entity Quarkus starts no Hibernate. */
@Entity
@Table(name = "outbox_parked")
class SampleEntity {
    @Id
    Long id;
}
