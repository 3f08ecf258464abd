package dev.nikkan.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Account;
import java.io.IOException;

/// A day's account in JSON, wherever one stands: the numbers that add up, and whether they do.
public final class AccountFields {
    private AccountFields() {}

    /// Writes into the object that is open.
    public static void write(JsonGenerator json, Account account) throws IOException {
        json.writeNumberField("messages", account.messages());
        json.writeNumberField("posts", account.posts());
        json.writeNumberField("drafts", account.drafts());
        json.writeNumberField("rfcs", account.rfcs());
        json.writeNumberField("events", account.events());
        json.writeNumberField("duplicates", account.duplicates());
        json.writeNumberField("other", account.other());
        json.writeNumberField("quarantined", account.quarantined());
        json.writeBooleanField("balanced", account.balanced());
    }
}
