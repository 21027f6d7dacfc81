package node;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One Elasticsearch node in this process. Usage: TestNode HOME [setting=value ...]; stops on SIGTERM. */
public final class TestNode {
	private static final int SECONDS_TO_CLOSE = 10;

	public static void main(String[] arguments) throws Exception {
		Environment environment = environment(arguments);
		LogConfigurator.setClusterName(environment.settings().get("cluster.name", "tests"));
		LogConfigurator.setNodeName(environment.settings().get("node.name"));
		LogConfigurator.configure(environment, true);
		Node node = new Node(environment, plugins(environment));
		CountDownLatch closed = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, closed)));
		node.start();
		closed.await();
	}

	private static Environment environment(String[] arguments) {
		Path home = Path.of(arguments[0]).toAbsolutePath();
		Settings.Builder settings = Settings.builder().put("path.home", home);
		for (int i = 1; i < arguments.length; i++) {
			String[] setting = arguments[i].split("=", 2);
			settings.put(setting[0], setting[1]);
		}
		LogConfigurator.registerErrorListener();
		return InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), home.resolve("config"), () -> "node");
	}

	private static PluginsLoader plugins(Environment environment) {
		// The last argument: all of this is on the class path, not a named Java module.
		return PluginsLoader.createPluginsLoader(
			PluginsLoader.loadModulesBundles(environment.modulesDir()),
			PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
			Map.of(),
			false
		);
	}

	private static void close(Node node, CountDownLatch closed) {
		try {
			node.prepareForClose();
			node.close();
			node.awaitClose(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
		} catch (Exception error) {
			error.printStackTrace();
		}
		closed.countDown();
	}
}
