using System.Reflection;
using static TorchSharp.torch;
using Scalar = TorchSharp.Scalar;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>No torch code hands libtorch a number that a collection may free while it is read: see <c>TorchScalars</c>.</summary>
public sealed class TorchScalarTests
{
    public static TheoryData<string> Rooms => ["MerExperiments.AudioText", "MerExperiments.Fusion"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Methods_OfATorchRoom_LeaveNoScalarToTheCollector(string room) =>
        Assert.Empty(MethodCalls.MethodsOf(Assembly.Load(room)).Where(Leaves).Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"));

    [Theory]
    [InlineData(nameof(LeftSum), true)]
    [InlineData(nameof(LeftProduct), true)]
    [InlineData(nameof(LeftNumber), true)]
    [InlineData(nameof(KeptNumber), false)]
    public void Leaves_OfAnExample_SeesTheOperatorAndTheConversion(string example, bool expected) =>
        Assert.Equal(expected, Leaves(typeof(TorchScalarTests).GetMethod(example, BindingFlags.NonPublic | BindingFlags.Static)!));

    private static Tensor LeftSum(Tensor a) => a + a;

    private static Tensor LeftProduct(Tensor a) => a * 2;

    private static Tensor LeftNumber(Tensor a) => a.mul(2);

    private static Tensor KeptNumber(Tensor a)
    {
        using Scalar two = 2;
        return a.mul(two) * a;
    }

    /// <summary>A constructor keeps what it converts in fields; any other method disposes of as many scalars as it converts.</summary>
    private static bool Leaves(MethodBase method)
    {
        IReadOnlyList<MethodBase> calls = MethodCalls.Of(method);
        int converted = calls.Count(call => call.DeclaringType == typeof(Scalar) && call.Name == "op_Implicit");
        int disposed = calls.Count(call => call.Name == nameof(IDisposable.Dispose));
        return calls.Any(MakesItsOwn) || (method is not ConstructorInfo && converted > disposed);
    }

    /// <summary>Whether a tensor's method or operator makes a scalar inside: of a number, or of the 1 that a sum multiplies with.</summary>
    private static bool MakesItsOwn(MethodBase call)
    {
        Type[] parameters = [.. call.GetParameters().Select(parameter => parameter.ParameterType)];
        return call.DeclaringType == typeof(Tensor) && (
            call.Name is "op_Addition"
            || (call.Name.StartsWith("op_", StringComparison.Ordinal) && parameters.Any(type => type.IsPrimitive || type == typeof(Scalar)))
            || (call.Name is "add" or "add_" && parameters.Length == 1));
    }
}
