namespace MerExperiments.Media.Tests.Faces;

public sealed class PictureResizedTests
{
    [Fact]
    public void Resized_ToTwice_IsLinearBetweenCentres() =>
        Assert.Equal([0, 25, 75, 100], Pictures.Of(2, 1, (x, _) => 100 * x).Resized(4, 1).Greys());

    [Fact]
    public void Resized_ToHalf_WeighsATriangleOverTheNeighbours() =>
        Assert.Equal([71, 207], Pictures.Of(4, 1, (x, _) => Math.Min(100 * x, 250)).Resized(2, 1).Greys());

    [Fact]
    public void Resized_OfAPlainPictureOfManyPixels_StaysPlain() =>
        Assert.All(Pictures.Of(203, 117, (_, _) => 77).Resized(64, 31).Greys(), grey => Assert.Equal(77, grey));

    [Fact]
    public void Resized_OfSinglePixelSquares_IsGrey() =>
        Assert.All(Pictures.Of(300, 300, (x, y) => 255 * ((x + y) % 2)).Resized(50, 50).Greys(), grey => Assert.InRange(grey, 126, 129));

    [Fact]
    public void Resized_KeepsTheChannelsApart()
    {
        byte[] bytes = [.. Enumerable.Repeat(new byte[] { 10, 20, 30 }, 100 * 40).SelectMany(pixel => pixel)];

        Assert.Equal([10, 20, 30], new Picture(100, 40, bytes).Resized(33, 17).Bytes.Span[300..303].ToArray());
    }

    [Fact]
    public void Resized_ToItsOwnSize_IsItself()
    {
        Picture picture = Pictures.Of(5, 4, (x, _) => x);

        Assert.Same(picture, picture.Resized(5, 4));
    }
}
