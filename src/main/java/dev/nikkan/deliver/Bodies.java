package dev.nikkan.deliver;

import dev.nikkan.model.Delivery;
import dev.nikkan.store.Ledger;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bodies used last. Twenty thousand deliveries have a few bodies between them; read and looked through anew for
/// each they took a third of the time. Thread-safe.
final class Bodies {
    /// Of octets; beside them stands what they are turned into.
    private static final int ROOM = 2 << 20;

    private final Ledger outbox;
    private final Map<Delivery.Content, Body> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    Bodies(Ledger outbox) {
        this.outbox = outbox;
    }

    /// @throws dev.nikkan.store.StoreException if it cannot be read
    Body of(Delivery delivery) {
        return switch (delivery.content()) {
            case Delivery.DigestPart part -> shared(part, delivery);
            // Its own, and empty.
            case Delivery.Answer _ -> new Body(outbox.body(delivery));
        };
    }

    private synchronized Body shared(Delivery.DigestPart part, Delivery delivery) {
        Body known = kept.get(part);
        if (known == null) {
            known = new Body(outbox.body(delivery));
            kept.put(part, known);
            size += known.octets().size();
            shrink(part);
        }
        return known;
    }

    /// All but the newest may go.
    private void shrink(Delivery.DigestPart newest) {
        var eldest = kept.entrySet().iterator();
        while (size > ROOM && eldest.hasNext()) {
            var entry = eldest.next();
            if (!entry.getKey().equals(newest)) {
                size -= entry.getValue().octets().size();
                eldest.remove();
            }
        }
    }
}
