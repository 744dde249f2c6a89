package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.util.StringUtils;

/**
 * All clients of the application by name: those of {@code hansock.clients} by theirs, the one without a name as {@code hansock}, other
 * beans of the application's own by the name of the bean, without {@code Hansock} behind it. Safe for any thread.
 */
public final class HansockClients {
    /** What the client is called that has no name. */
    public static final String DEFAULT = "hansock";

    private static final String SUFFIX = "Hansock";

    private final ListableBeanFactory beans;
    private final List<String> further;

    HansockClients(ListableBeanFactory beans, Collection<String> further) {
        this.beans = beans;
        this.further = List.copyOf(further);
    }

    /** {@return all of them, by name; unmodifiable} */
    public Map<String, Hansock> all() {
        Map<String, Hansock> clients = new TreeMap<>();
        beans.getBeansOfType(Hansock.class).forEach((bean, client) -> clients.put(name(bean), client));
        return Collections.unmodifiableMap(clients);
    }

    /**
     * {@return the client of that name}
     *
     * @param name as above
     * @throws NoSuchElementException if there is none
     */
    public Hansock get(String name) {
        Hansock client = all().get(name);
        if (client == null) {
            throw new NoSuchElementException("there is no Hansock client " + name + ", only " + all().keySet());
        }
        return client;
    }

    /** The bean of a client of that name. */
    static String beanName(String client) {
        return client + SUFFIX;
    }

    /** A bean of the application's own that stands for one in {@code hansock.clients} is qualified by its name. */
    private String name(String bean) {
        return further.stream()
                .filter(client -> BeanFactoryAnnotationUtils.isQualifierMatch(client::equals, bean, beans))
                .findFirst()
                .orElseGet(() -> stem(bean));
    }

    private static String stem(String bean) {
        String stem = bean.endsWith(SUFFIX) ? bean.substring(0, bean.length() - SUFFIX.length()) : bean;
        return StringUtils.hasText(stem) ? stem : bean;
    }
}
