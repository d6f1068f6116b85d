using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Onnx;

/// <summary>What estimators that add a vector column tell ML.NET about their output before they are fitted.</summary>
public static class SchemaShapes
{
    /// <summary>A schema with a float vector of known length added, or put in the place of a column of that name.</summary>
    /// <remarks>ML.NET keeps the constructor of a column's shape to itself; its custom mapping is asked for one instead.</remarks>
    public static SchemaShape WithVector(SchemaShape schema, string column, int dimension)
    {
        var definition = SchemaDefinition.Create(typeof(Added));
        definition[0].ColumnName = column;
        definition[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimension);
        return new MLContext(seed: 0).Transforms
            .CustomMapping<Nothing, Added>((_, _) => { }, contractName: null, outputSchemaDefinition: definition)
            .GetOutputSchema(schema);
    }

    private sealed class Nothing;

    private sealed class Added
    {
        public float[] Values { get; set; } = [];
    }
}
