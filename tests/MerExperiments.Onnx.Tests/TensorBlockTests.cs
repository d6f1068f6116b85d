namespace MerExperiments.Onnx.Tests;

/// <summary>Values written into a model's input and read back through the tensor.</summary>
public sealed class TensorBlockTests
{
    [Fact]
    public void Put_Integers_BecomeWhatTheModelTakes()
    {
        Assert.Equal([7, 1, 1], Integers(OnnxElement.Int32, block => block.Value.GetTensorDataAsSpan<int>().ToArray()));
        Assert.Equal([true, true, true], Integers(OnnxElement.Boolean, block => block.Value.GetTensorDataAsSpan<bool>().ToArray()));
        Assert.Equal([7f, 1f, 1f], Integers(OnnxElement.Single, block => block.Value.GetTensorDataAsSpan<float>().ToArray()));
    }

    [Fact]
    public void Reshape_SmallerThenLarger_KeepsTheTensorOverItsMemory()
    {
        using var block = new TensorBlock(OnnxElement.Single);
        foreach (int length in new[] { 4, 2, 4, 9 })
        {
            block.Reshape(1, length);
            block.Put(0, [.. Enumerable.Range(0, length).Select(i => (float)i)]);
            Assert.Equal(length - 1, block.Value.GetTensorDataAsSpan<float>()[^1]);
            Assert.Equal([1, length], block.Value.GetTensorTypeAndShape().Shape);
        }
    }

    [Fact]
    public void Put_FloatsIntoIntegers_IsRefused()
    {
        using var block = new TensorBlock(OnnxElement.Int64);
        block.Reshape(1);
        Assert.Throws<InvalidOperationException>(() => block.Put(0, [1f]));
    }

    private static T[] Integers<T>(OnnxElement element, Func<TensorBlock, T[]> read)
    {
        using var block = new TensorBlock(element);
        block.Reshape(1, 3);
        block.Put(0, [7L]);
        block.Fill(1, 2, 1);
        return read(block);
    }
}
