using MerExperiments.Onnx;
using Microsoft.ML.Trainers.FastTree;

namespace MerExperiments.Fusion.Trees;

/// <summary>Writes ML.NET's regression trees as one TreeEnsembleRegressor node: a row goes left where its value is at most the threshold.</summary>
internal sealed class TreeGraph
{
    private readonly List<long> _trees = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<string> _modes = [];
    private readonly List<long> _whenTrue = [];
    private readonly List<long> _whenFalse = [];
    private readonly List<long> _leafTrees = [];
    private readonly List<long> _leafNodes = [];
    private readonly List<long> _leafClasses = [];
    private readonly List<float> _leafValues = [];
    private int _treeCount;

    private TreeGraph()
    {
    }

    /// <param name="graph">The graph to write into.</param>
    /// <param name="features">A value [batch, features] of it.</param>
    /// <param name="treesOfClass">The trees whose sum is each class's logit.</param>
    /// <returns>The logits [batch, classes].</returns>
    public static string Write(OnnxGraph graph, string features, IReadOnlyList<IReadOnlyList<RegressionTree>> treesOfClass)
    {
        var ensemble = new TreeGraph();
        for (int c = 0; c < treesOfClass.Count; c++)
        {
            foreach (RegressionTree tree in treesOfClass[c])
            {
                ensemble.Add(tree, c);
            }
        }

        return ensemble.Node(graph, features, treesOfClass.Count);
    }

    private void Add(RegressionTree tree, int ofClass)
    {
        int inner = tree.NumberOfNodes;
        for (int node = 0; node < inner; node++)
        {
            Add(node, "BRANCH_LEQ", tree.NumericalSplitFeatureIndexes[node], tree.NumericalSplitThresholds[node]);
            _whenTrue.Add(Child(tree.LeftChild[node]));
            _whenFalse.Add(Child(tree.RightChild[node]));
        }

        for (int leaf = 0; leaf < tree.NumberOfLeaves; leaf++)
        {
            Add(inner + leaf, "LEAF", 0, 0);
            _whenTrue.Add(0);
            _whenFalse.Add(0);
            _leafTrees.Add(_treeCount);
            _leafNodes.Add(inner + leaf);
            _leafClasses.Add(ofClass);
            _leafValues.Add((float)tree.LeafValues[leaf]);
        }

        _treeCount++;

        // ML.NET counts leaves as -1, -2, ...; here they follow the inner nodes.
        long Child(int child) => child >= 0 ? child : inner + ~child;
    }

    private void Add(int node, string mode, int feature, float threshold)
    {
        _trees.Add(_treeCount);
        _nodes.Add(node);
        _modes.Add(mode);
        _features.Add(feature);
        _thresholds.Add(threshold);
    }

    private string Node(OnnxGraph graph, string features, int classes) => graph.Node(
        "ai.onnx.ml/TreeEnsembleRegressor",
        [features],
        ("n_targets", classes),
        ("aggregate_function", "SUM"),
        ("nodes_treeids", _trees.ToArray()),
        ("nodes_nodeids", _nodes.ToArray()),
        ("nodes_featureids", _features.ToArray()),
        ("nodes_values", _thresholds.ToArray()),
        ("nodes_modes", _modes.ToArray()),
        ("nodes_truenodeids", _whenTrue.ToArray()),
        ("nodes_falsenodeids", _whenFalse.ToArray()),
        ("target_treeids", _leafTrees.ToArray()),
        ("target_nodeids", _leafNodes.ToArray()),
        ("target_ids", _leafClasses.ToArray()),
        ("target_weights", _leafValues.ToArray()));
}
