using System.Reflection;
using static TorchSharp.torch;
using Scalar = TorchSharp.Scalar;

namespace MerExperiments.EndToEnd.Structure;

/// <summary>No torch code hands libtorch a number that a collection may free while it is read: see <c>TorchScalars</c>.</summary>
public sealed class TorchScalarTests
{
    private static readonly Dictionary<MethodBase, bool> Known = [];

    public static TheoryData<string> Rooms => ["MerExperiments.Torch", "MerExperiments.AudioText", "MerExperiments.Fusion"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Methods_OfATorchRoom_LeaveNoScalarToTheCollector(string room) =>
        Assert.True(!Left(room).Any(), string.Join(Environment.NewLine, Left(room)));

    [Theory]
    [InlineData(nameof(LeftSum), true)]
    [InlineData(nameof(LeftProduct), true)]
    [InlineData(nameof(LeftNumber), true)]
    [InlineData(nameof(LeftSquare), true)]
    [InlineData(nameof(KeptNumber), false)]
    public void Leaves_OfAnExample_SeesTheOperatorAndTheConversion(string example, bool expected) =>
        Assert.Equal(expected, Leaves(typeof(TorchScalarTests).GetMethod(example, BindingFlags.NonPublic | BindingFlags.Static)!));

    private static Tensor LeftSum(Tensor a) => a + a;

    private static Tensor LeftProduct(Tensor a) => a * 2;

    private static Tensor LeftNumber(Tensor a) => a.mul(2);

    private static Tensor LeftSquare(Tensor a) => a.square();

    private static Tensor KeptNumber(Tensor a)
    {
        using Scalar two = 2;
        return a.mul(two) * a;
    }

    private static IEnumerable<string> Left(string room) => MethodCalls.MethodsOf(Assembly.Load(room)).Where(Leaves).Select(Told);

    private static string Told(MethodBase method) =>
        $"{method.DeclaringType!.FullName}.{method.Name}: {string.Join(", ", MethodCalls.Of(method).Where(call => IsConversion(call) || MakesItsOwn(call)).Select(call => call.Name).Distinct())}";

    /// <summary>A constructor keeps what it converts in fields; any other method disposes of as many scalars as it converts.</summary>
    private static bool Leaves(MethodBase method)
    {
        IReadOnlyList<MethodBase> calls = MethodCalls.Of(method);
        int converted = calls.Count(IsConversion);
        int disposed = calls.Count(call => call.Name == nameof(IDisposable.Dispose));
        return calls.Any(MakesItsOwn) || (method is not ConstructorInfo && converted > disposed);
    }

    /// <summary>Whether a method of TorchSharp, or one that it calls there, turns a number into a scalar: the 1 that a sum multiplies with, the 2 of a square. None of them keeps it.</summary>
    private static bool MakesItsOwn(MethodBase call)
    {
        if (call.Module != typeof(Tensor).Module || call.DeclaringType == typeof(Scalar) || call.DeclaringType == typeof(TorchSharp.ScalarExtensionMethods))
        {
            return false;
        }

        if (!Known.TryGetValue(call, out bool makes))
        {
            Known[call] = false; // what calls itself is judged by what else it calls
            IReadOnlyList<MethodBase> calls = MethodCalls.Of(call);
            Known[call] = makes = calls.Any(IsConversion) || calls.Any(MakesItsOwn);
        }

        return makes;
    }

    private static bool IsConversion(MethodBase call) =>
        (call.DeclaringType == typeof(Scalar) && call.Name == "op_Implicit") || (call.DeclaringType == typeof(TorchSharp.ScalarExtensionMethods) && call.Name == "ToScalar");
}
