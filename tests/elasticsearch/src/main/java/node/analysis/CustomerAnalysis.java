package node.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;

/**
 * What the mapping of customers needs beyond the bare server, under the names it has in a distribution of Elasticsearch:
 * the analyzer "arabic", the tokenizer "whitespace", the filters "arabic_normalization" and "decimal_digit"; and GET /.
 */
public final class CustomerAnalysis extends Plugin implements AnalysisPlugin, ActionPlugin {
	private ClusterService cluster;

	@Override
	public Collection<?> createComponents(PluginServices services) {
		cluster = services.clusterService();
		return List.of();
	}

	@Override
	public Collection<RestHandler> getRestHandlers(
		Settings settings,
		NamedWriteableRegistry registry,
		RestController controller,
		ClusterSettings clusterSettings,
		IndexScopedSettings indexSettings,
		SettingsFilter filter,
		IndexNameExpressionResolver resolver,
		Supplier<DiscoveryNodes> nodes,
		Predicate<NodeFeature> features
	) {
		return List.of(new RootHandler(cluster));
	}

	@Override
	public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
		return Map.of(
			"arabic_normalization", filter(ArabicNormalizationFilter::new),
			"decimal_digit", filter(DecimalDigitFilter::new)
		);
	}

	@Override
	public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
		return Map.of(
			"whitespace",
			(index, environment, name, settings) -> TokenizerFactory.newFactory(name, WhitespaceTokenizer::new)
		);
	}

	@Override
	public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
		return List.of(new PreBuiltAnalyzerProviderFactory("arabic", CachingStrategy.LUCENE, ArabicAnalyzer::new));
	}

	private static AnalysisProvider<TokenFilterFactory> filter(UnaryOperator<TokenStream> filter) {
		return (index, environment, name, settings) -> new NormalizingTokenFilterFactory() {
			@Override
			public String name() {
				return name;
			}

			@Override
			public TokenStream create(TokenStream input) {
				return filter.apply(input);
			}
		};
	}
}
