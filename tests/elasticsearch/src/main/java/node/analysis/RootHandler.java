package node.analysis;

import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/** GET /: the name of the cluster and the version, which clients ask for first. */
final class RootHandler extends BaseRestHandler {
	private final ClusterService cluster;

	RootHandler(ClusterService cluster) {
		this.cluster = cluster;
	}

	@Override
	public String getName() {
		return "root";
	}

	@Override
	public List<Route> routes() {
		return List.of(new Route(Method.GET, "/"), new Route(Method.HEAD, "/"));
	}

	@Override
	protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
		return channel -> {
			XContentBuilder answer = channel.newBuilder()
				.startObject()
				.field("name", cluster.getNodeName())
				.field("cluster_name", cluster.getClusterName().value())
				.startObject("version")
				.field("number", Build.current().qualifiedVersion())
				.endObject()
				.endObject();
			channel.sendResponse(new RestResponse(RestStatus.OK, answer));
		};
	}
}
