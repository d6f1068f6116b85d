using MerExperiments.Media.Decoding;
using MerExperiments.Settings;

namespace MerExperiments.Media.Faces;

/// <summary>Turns the pictures of a clip into the aligned face frames of its dominant face. Thread-safe.</summary>
/// <remarks>
/// One pass: every followed face is cropped as its picture goes by, and at the end the dominant track's crops stay. So a full picture
/// is held only while it is worked on (or until the next detection), and a clip costs at most size x size x 3 bytes per picture and
/// followed face: 19 MB for 500 frames of one face at 112. Crops of a face that has gone and that a larger one outweighs are let go at once.
/// </remarks>
public sealed class FaceCropper
{
    private readonly IFaceDetector _detector;
    private readonly FaceCropOptions _options;

    /// <summary>Prepares the cropper.</summary>
    /// <param name="detector">Finds the faces; it stays the caller's to dispose.</param>
    /// <param name="options">How to crop; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public FaceCropper(IFaceDetector detector, FaceCropOptions? options = null)
    {
        _detector = detector;
        _options = options ?? new FaceCropOptions();
        OptionsCheck.Require(_options, "faces");
    }

    /// <summary>Crops the dominant face out of pictures without times, such as a folder's.</summary>
    public FaceClip Crop(IEnumerable<Picture> pictures) => Crop(pictures.Select((picture, i) => (picture, i, (TimeSpan?)null)));

    /// <summary>Crops the dominant face out of a video's frames, as they are decoded.</summary>
    /// <exception cref="ClipException">The clip cannot be decoded; nothing of it is kept.</exception>
    public FaceClip Crop(IEnumerable<VideoFrame> frames) => Crop(frames.Select(frame => (frame.Picture, frame.Index, (TimeSpan?)frame.Time)));

    private FaceClip Crop(IEnumerable<(Picture Picture, int Frame, TimeSpan? Time)> pictures)
    {
        var clip = new FaceClipBuilder(_detector, _options);
        foreach ((Picture picture, int frame, TimeSpan? time) in pictures)
        {
            clip.Add(picture, frame, time);
        }

        return clip.Finish();
    }
}
