package bench;

import java.nio.file.Path;
import org.apache.camel.main.Main;

/** Runs one route file in Camel until the process is ended: RunRoutes FILE [KEY=VALUE...], as `dromedary run` does with its properties. */
public class RunRoutes {
    public static void main(String[] args) throws Exception {
        var main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withRoutesIncludePattern("file:" + Path.of(args[0]).toAbsolutePath());
        for (int i = 1; i < args.length; i++) {
            int split = args[i].indexOf('=');
            main.addInitialProperty(args[i].substring(0, split), args[i].substring(split + 1));
        }
        main.run();
    }
}
