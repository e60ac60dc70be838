"""Makes the pictures beside it: needs Pillow, pillow-heif and exiftool. README.md tells what they are for."""

import base64
import pathlib
import subprocess

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

HERE = pathlib.Path(__file__).parent
LOCATION = ["-GPSLatitude=25.28", "-GPSLatitudeRef=S", "-GPSLongitude=57.63", "-GPSLongitudeRef=W", "-GPSAltitude=43"]
DEVICE = ["-Make=Maker", "-Model=Model 5", "-SerialNumber=0123456789", "-LensModel=Lens 50mm", "-LensSerialNumber=987"]
PERSON = ["-EXIF:Artist=A. Person", "-OwnerName=A. Person", "-EXIF:Copyright=A. Person"]
TIME = ["-DateTimeOriginal=2024:05:06 07:08:09", "-Software=Editor 1.0", "-UserComment=A comment"]
IPTC = ["-IPTC:City=Asunción", "-IPTC:Sub-location=A street", "-IPTC:By-line=A. Person"]
XMP = ["-XMP-exif:GPSLatitude=25.28", "-XMP-photoshop:City=Asunción", "-XMP-dc:Creator=A. Person", "-XMP-aux:SerialNumber=012"]


def picture(width=24, height=16, mode="RGB"):
    """A picture whose sides can be told apart."""
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 9 % 256, y * 15 % 256, (x * y) % 256) for y in range(height) for x in range(width)])
    return image.convert(mode)


def exiftool(name, *arguments):
    subprocess.run(["exiftool", "-q", "-m", "-n", "-P", "-api", "Compact=NoPadding", "-overwrite_original", *arguments, str(HERE / name)], check=True)


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg():
    picture().save(HERE / "plain.jpg", quality=70)
    picture().save(HERE / "phone.jpg", quality=70, icc_profile=profile())
    picture(12, 8).save(HERE / "small.jpg", quality=30)
    exiftool("phone.jpg", *LOCATION, *DEVICE, *PERSON, *TIME, "-Orientation=6", "-Comment=A comment")
    exiftool("phone.jpg", f"-ThumbnailImage<={HERE / 'small.jpg'}")
    picture().save(HERE / "editor.jpg", quality=70, progressive=True)
    exiftool("editor.jpg", *IPTC, *XMP)
    with open(HERE / "editor.jpg", "ab") as file:
        file.write((HERE / "small.jpg").read_bytes())
    picture().save(HERE / "pair.jpg", format="MPO", save_all=True, append_images=[picture(20, 10)], quality=50)
    (HERE / "small.jpg").unlink()


def png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "A. Person")
    texts.add_text("Comment", "A comment", zip=True)
    texts.add_itxt("Description", "Una descripción", "es")
    texts.add_text("Raw profile type exif", "\nexif\n 4\n45786966\n", zip=True)
    texts.add(b"tIME", bytes([7, 232, 5, 6, 7, 8, 9]))
    picture().save(HERE / "scan.png", pnginfo=texts, icc_profile=profile())
    exiftool("scan.png", *LOCATION, *DEVICE, *XMP, "-EXIF:Orientation=8")
    with open(HERE / "scan.png", "ab") as file:
        file.write(b"the end of a larger picture")
    frames = [picture(8, 8, "P"), picture(8, 8, "P").rotate(90)]
    frames[0].save(HERE / "moving.png", save_all=True, append_images=frames[1:], transparency=0)


def webp():
    picture().save(HERE / "plain.webp", quality=50)
    picture().save(HERE / "lossless.webp", lossless=True)
    exif = Image.Exif()
    exif[0x0112] = 3
    picture(mode="RGBA").save(HERE / "phone.webp", quality=50, exif=exif, icc_profile=profile())
    exiftool("phone.webp", *LOCATION, *DEVICE, *XMP)
    frames = [picture(8, 8), picture(8, 8).rotate(90)]
    frames[0].save(HERE / "moving.webp", save_all=True, append_images=frames[1:], exif=exif)
    exiftool("moving.webp", "-EXIF:Orientation=1", *LOCATION)


def gif():
    frames = [picture(8, 8, "P"), picture(8, 8, "P").rotate(90)]
    frames[0].save(HERE / "moving.gif", save_all=True, append_images=frames[1:], loop=0, comment=b"A comment")
    exiftool("moving.gif", *XMP)


def avif():
    picture().save(HERE / "plain.avif", quality=50)
    picture().save(HERE / "phone.avif", quality=50)
    exiftool("phone.avif", *LOCATION, *DEVICE, *XMP)
    heif = pillow_heif.from_pillow(picture())
    heif.save(HERE / "phone.heic", quality=50)
    exiftool("phone.heic", *LOCATION, *DEVICE)


def svg():
    picture(8, 8).save(HERE / "inner.jpg", quality=30)
    exiftool("inner.jpg", *LOCATION)
    data = base64.b64encode((HERE / "inner.jpg").read_bytes()).decode()
    drawing = (HERE / "drawing.template.svg").read_text().replace("PICTURE", data)
    (HERE / "drawing.svg").write_text(drawing)
    (HERE / "inner.jpg").unlink()


for make in [jpeg, png, webp, gif, avif, svg]:
    make()
