namespace MerExperiments.Media.Faces;

/// <summary>Gathers one clip's crops picture by picture.</summary>
internal sealed class FaceClipBuilder(IFaceDetector detector, FaceCropOptions options)
{
    private readonly FaceTracker _tracker = new(options.Tracking);
    private readonly FaceAligner _aligner = new(options.SizePixels, (float)options.Margin);
    private readonly Dictionary<int, TrackCrops> _crops = [];
    private readonly List<SampledFrame> _waiting = [];
    private int _looked, _withFace;

    /// <summary>Takes the next picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="frame">Its number, for whoever asks where a crop comes from.</param>
    /// <param name="time">Its time, or null.</param>
    public void Add(Picture picture, int frame, TimeSpan? time)
    {
        var looked = new SampledFrame(_looked, picture, frame, time);
        if (_looked++ % options.DetectEvery == 0)
        {
            Detect(looked);
        }
        else
        {
            _waiting.Add(looked);
        }
    }

    /// <summary>Detects in the last picture, so that what waits before it lies between two detections, and keeps the dominant face.</summary>
    public FaceClip Finish()
    {
        if (_waiting is [.., var last])
        {
            _waiting.RemoveAt(_waiting.Count - 1);
            Detect(last);
        }

        TrackCrops dominant = _tracker.Dominant is { } track ? _crops[track.Number] : new TrackCrops([], []);
        return new FaceClip(
            FaceFrames.Of(dominant.Crops, options.SizePixels), dominant.Faces, _looked, _looked - _withFace, _tracker.Tracks.Count);
    }

    private void Detect(SampledFrame at)
    {
        DetectedFace[] faces = [.. detector.Detect(at.Picture, options.Detection).OrderByDescending(FaceTrack.WeightOf).Take(options.MostFacesPerFrame)];
        IReadOnlyList<FaceTrack> tracks = _tracker.Add(at.Place, faces);
        bool bridged = false;
        for (int i = 0; i < faces.Length; i++)
        {
            bridged |= Interpolate(tracks[i], at.Place);
            Keep(tracks[i], at, faces[i], isInterpolated: false);
        }

        _withFace += (faces.Length > 0 ? 1 : 0) + (bridged ? _waiting.Count : 0);
        _waiting.Clear();
        Forget(at.Place);
    }

    /// <summary>Crops the pictures that waited, where the track's face was also found in the detection before them.</summary>
    private bool Interpolate(FaceTrack track, int frame)
    {
        if (_waiting.Count == 0 || track.Earlier is not { } earlier || earlier.Frame != frame - _waiting.Count - 1)
        {
            return false;
        }

        for (int i = 0; i < _waiting.Count; i++)
        {
            Keep(track, _waiting[i], DetectedFace.Between(earlier.Face, track.LastFace, (i + 1f) / (_waiting.Count + 1)), isInterpolated: true);
        }

        return true;
    }

    private void Keep(FaceTrack track, SampledFrame at, DetectedFace face, bool isInterpolated)
    {
        if (!_crops.TryGetValue(track.Number, out TrackCrops? crops))
        {
            _crops[track.Number] = crops = new TrackCrops([], []);
        }

        crops.Crops.Add(_aligner.Align(at.Picture, face));
        crops.Faces.Add(new CroppedFace(at.Frame, at.Time, face, isInterpolated));
    }

    /// <summary>A track that has ended no longer grows; behind the heaviest one it can never be the dominant one.</summary>
    private void Forget(int frame)
    {
        foreach (FaceTrack track in _tracker.Tracks)
        {
            if (track != _tracker.Dominant && _tracker.HasEnded(track, frame))
            {
                _crops.Remove(track.Number);
            }
        }
    }

    private sealed record SampledFrame(int Place, Picture Picture, int Frame, TimeSpan? Time);

    private sealed record TrackCrops(List<Picture> Crops, List<CroppedFace> Faces);
}
