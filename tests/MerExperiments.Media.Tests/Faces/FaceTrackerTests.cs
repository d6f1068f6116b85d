using CsCheck;
using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceTrackerTests
{
    [Fact]
    public void Add_TwoFacesThatCross_KeepsEachOnItsWay()
    {
        var tracker = new FaceTracker();
        for (int frame = 0; frame <= 20; frame++)
        {
            DetectedFace right = Face(10 * frame, 0), left = Face(200 - (10 * frame), 8);
            tracker.Add(frame, frame == 10 ? [right] : [left, right]);
        }

        Assert.Equal(2, tracker.Tracks.Count);
        Assert.Equal(Face(0, 8), tracker.Tracks[0].LastFace);
        Assert.Equal(Face(200, 0), tracker.Tracks[1].LastFace);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public void Add_FaceThatIsGoneForThreeFrames_IsTheSameWhereTheGapMayBeThree(int maximumGap, int tracks)
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { MaximumGapFrames = maximumGap });
        tracker.Add(0, [Face(50, 50)]);
        tracker.Add(4, [Face(50, 50)]);

        Assert.Equal(tracks, tracker.Tracks.Count);
    }

    [Fact]
    public void Dominant_OneLargeFalseAlarm_DoesNotTakeOver()
    {
        var tracker = new FaceTracker();
        for (int frame = 0; frame < 10; frame++)
        {
            tracker.Add(frame, frame == 4 ? [Face(50, 50), Face(300, 0, 100, 0.7f)] : [Face(50, 50)]);
        }

        Assert.Equal(0, tracker.Dominant!.Number);
        Assert.Equal(10 * 1600 * 0.9, tracker.Dominant.Weight, 0.01);
        Assert.Equal(100 * 100 * 0.7, tracker.Tracks[1].Weight, 0.01);
    }

    [Fact]
    public void Dominant_PasserByInFrontOfTheCamera_DoesNotTakeOver()
    {
        var tracker = new FaceTracker();
        for (int frame = 0; frame < 10; frame++)
        {
            tracker.Add(frame, frame is >= 3 and < 6 ? [Face(30 * frame, 200, 60), Face(20, 20)] : [Face(20, 20)]);
        }

        Assert.Equal(Face(20, 20), tracker.Dominant!.LastFace);
    }

    [Fact]
    public void Dominant_OfEqualTracks_IsTheEarliest()
    {
        var tracker = new FaceTracker();
        tracker.Add(0, [Face(0, 0)]);
        tracker.Add(1, [Face(300, 0)]);

        Assert.Equal(0, tracker.Dominant!.First);
    }

    [Fact]
    public void Dominant_WithoutFaces_IsNull()
    {
        var tracker = new FaceTracker();
        tracker.Add(0, []);

        Assert.Null(tracker.Dominant);
    }

    [Theory]
    [InlineData(35, 40, 1)]
    [InlineData(45, 40, 2)]
    [InlineData(0, 100, 2)]
    public void Add_FaceThatOverlapsTooLittle_IsLinkedByNearnessAndSize(float step, float size, int tracks)
    {
        var tracker = new FaceTracker();
        tracker.Add(0, [Face(100, 100)]);
        tracker.Add(1, [Face(100 + step, 100, size)]);

        Assert.Equal(tracks, tracker.Tracks.Count);
    }

    [Fact]
    public void Add_AnyFaces_GivesEachOfAFrameItsOwnTrackAndLosesNone() =>
        Gen.Select(Gen.Float[0, 300], Gen.Float[0, 300], Gen.Float[20, 80]).Select((x, y, size) => Face(x, y, size)).Array[0, 4].Array[1, 12]
            .Sample(frames =>
            {
                var tracker = new FaceTracker();
                for (int frame = 0; frame < frames.Length; frame++)
                {
                    Assert.Equal(frames[frame].Length, tracker.Add(frame, frames[frame]).Distinct().Count());
                }

                double weight = frames.SelectMany(faces => faces).Sum(face => (double)face.Box.Area * face.Score);
                Assert.Equal(weight, tracker.Tracks.Sum(track => track.Weight), 0.01);
            });

    private static DetectedFace Face(float x, float y, float size = 40, float score = 0.9f) => new(new FaceBox(x, y, size, size), score);
}
