package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.TemplateSettings;
import io.hansock.spring.TransactionPolicy;
import org.springframework.beans.factory.ObjectProvider;

/** Makes the beans of templates. Stateless. */
final class HansockTemplates {
    private HansockTemplates() {}

    static HansockTemplate further(
            String client,
            Hansock hansock,
            ObjectProvider<TemplateSettings> settings,
            HansockClientsProperties clients) {
        return of(client, hansock, settings, FurtherClients.properties(client, clients));
    }

    static HansockTemplate of(
            String client, Hansock hansock, ObjectProvider<TemplateSettings> settings, HansockProperties properties) {
        TemplateSettings named = settings.getObject().client(client);
        TransactionPolicy policy = properties.transactions();
        return new HansockTemplate(hansock, policy == null ? named : named.transactions(policy));
    }
}
