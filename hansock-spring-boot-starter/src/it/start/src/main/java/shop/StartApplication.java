package shop;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts, says what that took, and ends. */
@SpringBootApplication
public class StartApplication {
    /** Prints nanoseconds by the clock, of the main thread, and of the process, and how many classes there are. */
    public static void main(String[] arguments) {
        long begun = System.nanoTime();
        try (ConfigurableApplicationContext context = SpringApplication.run(StartApplication.class, arguments)) {
            long elapsed = System.nanoTime() - begun;
            // Asked for afterwards only: what answers has classes of its own, and so has what those need.
            long main = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
            int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            System.out.println("took " + elapsed + " " + main + " " + process + " " + classes);
        }
    }
}
