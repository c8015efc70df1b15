alter table watched_order add column trace text;

comment on column watched_order.trace is 'W3C traceparent of the first event about the order, which the events of its refills continue. Null if it has none.';
